import { describe, expect, it } from 'vitest';
import { editDistance, suggest } from '../src/index.ts';

describe('suggest', () => {
  it.each([
    ['cuont', ['count', 'amount'], 'count'],
    ['coutn', ['count', 'cout'], 'count'],
    ['Name', ['name', 'Namo'], 'name'],
    ['user_name', ['username', 'user_nome'], 'username'],
    ['lenght', ['length', 'len'], 'length'],
    ['x', ['y', 'z'], null],
    ['ab', ['ba'], null],
    ['total', ['sum', 'mean'], null],
    ['strict_number', ['strict_numbers', 'import_path'], 'strict_numbers'],
    ['aaa', ['aac', 'aab'], 'aab'],
    ['_', ['__'], null],
  ])('%s among %j', (name, candidates, expected) => {
    expect(suggest(name, candidates)).toBe(expected);
  });

  it('measures insertions, deletions, replacements and swaps', () => {
    expect(editDistance('abc', 'abc')).toBe(0);
    expect(editDistance('abc', 'acb')).toBe(1);
    expect(editDistance('abc', 'abcd')).toBe(1);
    expect(editDistance('abc', 'xyz')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('abcdefgh', 'a', 2)).toBe(3);
  });
});
