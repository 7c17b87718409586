import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allCodes, explain } from '../src/explain.ts';

describe('explanations', () => {
  it('every code has one, and other words have none', () => {
    expect(allCodes().length).toBeGreaterThan(100);
    for (const code of allCodes()) expect(explain(code)).toContain(`[${code}]`);
    expect(explain('toString')).toBeNull();
    expect(explain('no-such-code')).toBeNull();
  });

  it('codes are sorted', () => {
    expect(allCodes()).toEqual([...allCodes()].sort());
  });
});

describe('generated files', () => {
  it('are up to date', () => {
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    expect(() =>
      execFileSync('npx', ['tsx', 'tools/gen/messages.ts', '--check'], { cwd: root, stdio: 'pipe' }),
    ).not.toThrow();
  });
});
