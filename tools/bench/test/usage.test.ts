import { describe, expect, it } from 'vitest';
import { integer, pick, UsageError } from '../src/usage.ts';

describe('integer', () => {
  it('reads an integer that is large enough', () => {
    expect(integer('rounds', '7', 5)).toBe(7);
  });

  it.each(['4', '5.5', 'many', ''])('refuses %j', (text) => {
    expect(() => integer('rounds', text, 5)).toThrow(UsageError);
  });
});

describe('pick', () => {
  const name = (item: string): string => item;

  it('keeps the order that was asked for', () => {
    expect(pick('peers', 'c,a', ['a', 'b', 'c'], ['a'], name)).toEqual(['c', 'a']);
  });

  it('knows the usual ones and all', () => {
    expect(pick('peers', undefined, ['a', 'b'], ['a'], name)).toEqual(['a']);
    expect(pick('peers', 'all', ['a', 'b'], ['a'], name)).toEqual(['a', 'b']);
  });

  it('lists what there is for an unknown name', () => {
    expect(() => pick('peers', 'z', ['a', 'b'], ['a'], name)).toThrow('--peers knows no z; there are a, b');
  });
});
