import { describe, expect, it } from 'vitest';
import { instructions, type RuleId, validate } from '../src/index.ts';
import { withCode } from './build.ts';
import { bodySpoilers } from './spoilers/bodies-table.ts';
import { decodeSpoilers } from './spoilers/decode-table.ts';
import type { Spoiler } from './spoilers/spoiler.ts';
import { tableSpoilers } from './spoilers/tables-table.ts';

const spoilers: readonly Spoiler[] = [...decodeSpoilers, ...tableSpoilers, ...bodySpoilers];

/** Attacks that spoilers carry out, by number, with the rules that must stop them and words that name the variants. */
const attacks: readonly (readonly [
  number: number,
  attack: string,
  rules: readonly RuleId[],
  variants: readonly string[],
])[] = [
  [1, 'truncated input', ['D4'], ['nothing', 'half a header', 'cut off']],
  [3, 'damaged magic', ['D2'], ['wrong magic', 'last magic byte']],
  [
    4,
    'other versions and unknown features',
    ['D2'],
    ['major version 0', 'next major', 'highest major', 'minor', 'feature', 'flags'],
  ],
  [6, 'integers that do not fit', ['D3', 'D5'], ['does not fit 32 bits', 'six bytes', 'more strings']],
  [
    7,
    'sections repeated, out of order, missing, unknown',
    ['D4'],
    ['twice', 'out of order', 'no functions', 'id 0', 'id 255'],
  ],
  [9, 'counts of 2^32-1', ['D5'], ['more strings', 'more interfaces']],
  [12, 'strings repeated and unsorted', ['D6'], ['twice', 'out of order']],
  [13, 'NaN payloads', ['D7'], ['non-canonical NaN', 'signalling', 'negative NaN']],
  [
    15,
    'constants that refer to themselves, to later ones, out of range',
    ['D7', 'S1'],
    ['contains itself', 'a later one', 'no constant'],
  ],
  [
    16,
    'bodies that do not tile the code',
    ['D8'],
    ['without code', 'longer than the section', 'no function', 'fewer bodies'],
  ],
  [25, 'indices at the size and at 2^32-1', ['S1', 'F2'], ['equals the size', '2^32-1', 'equals the number']],
  [27, 'reads before writes', ['F3'], ['one arm', 'skipped', 'loop', 'try']],
  [30, 'branches to what is not open', ['F5'], ['equals the number', 'huge', 'out of the function', 'closed']],
  [33, 'code behind a way out', ['F8', 'F1'], ['behind a return', 'behind a branch', 'cannot be reached']],
  [34, 'code that falls off its end', ['F6'], ['behind a block', 'plain']],
  [
    37,
    'captures that do not fit',
    ['S4'],
    ['too few', 'too many', 'a value for a cell', 'equals the number', 'unwritten'],
  ],
  [
    43,
    'type descriptors in circles, forward, deep, exponential',
    ['T4', 'L1'],
    ['contains itself', 'contains a later one', 'too deep', 'exponentially'],
  ],
  [45, 'long code without a fuel point', ['F7'], ['the default limit', 'body of a loop']],
  [51, 'nesting above the limit', ['L1'], ['too many open blocks', 'nested too deep']],
  [55, 'too many parameters and arguments', ['L1'], ['65 parameters', 'too many arguments']],
  [64, 'work above the meter', ['L2'], ['too little work', 'empty blocks']],
  [151, 'opcodes of no version', ['F1'], ['opcode 0', 'opcode 255']],
];

describe.each(attacks)('attack %i: %s', (_, __, rules, variants) => {
  it.each(variants)('%s', (variant) => {
    const own = spoilers.filter(({ rule, what }) => rules.includes(rule) && what.includes(variant));
    expect(own.length).toBeGreaterThan(0);
    for (const { rule, bytes, offset, limits } of own) {
      const result = validate(bytes, limits === undefined ? {} : { limits });
      expect(result.ok ? 'accepted' : result.diagnostics[0]).toMatchObject({ rule, offset });
    }
  });
});

describe('attacks that the format leaves no way to write', () => {
  it('attacks 31, 36, 40 and 54: there are no regions for defers, multiple results, iterators or branch tables', () => {
    expect(Object.keys(instructions).filter((op) => /defer|multi|next|switch|table_br/.test(op))).toEqual([]);
  });

  it('attack 34: a body that is only a loop is accepted, and stopped by fuel', () => {
    expect(validate(withCode('loop\nend')).ok).toBe(true);
  });
});
