import { describe, expect, it } from 'vitest';
import { type InstructionSpec, instructions, limits, rules } from '../src/index.ts';
import { MAX_OPERANDS } from '../src/shape.ts';
import { golden } from './golden-table.ts';

const rows = Object.entries(instructions) as [string, InstructionSpec][];

describe('the instruction table', () => {
  it('keeps the numbers that were given', () => {
    const codes = Object.fromEntries(rows.map(([op, { code }]) => [op, code]));
    for (const [op, code] of Object.entries(golden)) expect([op, codes[op]]).toEqual([op, code]);
    expect(Object.keys(golden).sort()).toEqual(Object.keys(codes).sort());
  });

  it('uses each number once, and none that would pass for a prefix', () => {
    const codes = rows.map(([, { code }]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toBeGreaterThan(0);
    for (const code of codes) expect(code).toBeLessThan(255);
  });

  it.each(rows)('%s can be written and walked', (_, { operands, fuel, doc, flow }) => {
    expect(Object.keys(operands).length).toBeLessThanOrEqual(MAX_OPERANDS);
    // An instruction in memory has its operands beside these two.
    expect(operands).not.toHaveProperty('op');
    expect(operands).not.toHaveProperty('at');
    for (const { kind, role } of Object.values(operands)) {
      const isRegister = ['reg', 'cell', 'opt_reg', 'regs', 'defs', 'captures'].includes(kind);
      expect(isRegister || role === null).toBe(true);
      expect(role).not.toBe('both');
      if (kind === 'defs') expect(role).toBe('def');
      if (kind === 'opt_reg' || kind === 'regs' || kind === 'captures') expect(role).toBe('use');
    }
    if (flow === 'branch' || flow === 'cond_branch') expect(Object.values(operands)[0]?.kind).toBe('depth');
    expect(fuel).toBeLessThanOrEqual(limits.straightFuel.default);
    expect(doc).toMatch(/\.$/);
  });
});

describe('the rules table', () => {
  it('documents every rule', () => {
    for (const { doc } of Object.values(rules)) expect(doc).toMatch(/\.$/);
  });
});
