/** How the values of options and grants are read. */
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CommandFailure } from '../src/failure.ts';
import { parseGrants } from '../src/grants.ts';
import { levelOf, parseCount, parseSeconds, parseSize } from '../src/options.ts';

/** Code and text of the error that an action ends in. */
const refusal = (action: () => unknown): string => {
  try {
    return `no refusal: ${String(action())}`;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const [first] = error.diagnostics;
    return `${error.status} ${first?.code}: ${first?.text} (${first?.hint})`;
  }
};

describe('numbers', () => {
  test.each([
    ['0', 0],
    ['1000', 1000],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('a count of %s', (text, value) => {
    expect(parseCount('--fuel', text)).toBe(value);
  });

  test.each([
    ['0', 0],
    ['1000000', 1_000_000],
    ['512K', 524_288],
    ['64m', 67_108_864],
    ['2G', 2_147_483_648],
  ])('a size of %s', (text, value) => {
    expect(parseSize('--memory', text)).toBe(value);
  });

  test.each([
    ['0', 0],
    ['0.5', 500],
    ['2000000', 2_000_000_000],
  ])('%s seconds', (text, value) => {
    expect(parseSeconds('--deadline', text)).toBe(value);
  });

  test.each(['', 'lots', '-1', '1e9', '1_000', '0x10', ' 1', '9007199254740992', '99999999999999999999'])(
    '%j is no count',
    (text) => {
      expect(refusal(() => parseCount('--fuel', text))).toMatch(/^64 bad-option-value: --fuel takes an int from 0 to /);
    },
  );

  test.each(['', 'K', '5X', '1.5G', '-1K', '1KB', '9007199254740992', '99999999999G'])('%j is no size', (text) => {
    expect(refusal(() => parseSize('--memory', text))).toMatch(
      /^64 bad-option-value: --memory takes a number of bytes/,
    );
  });

  test.each(['', 'soon', '-1', '.5', '1.', '1e9', 'Infinity', 'NaN', '2000001'])('%j is no time', (text) => {
    expect(refusal(() => parseSeconds('--deadline', text))).toMatch(
      /^64 bad-option-value: --deadline takes a number of seconds/,
    );
  });
});

test('there is one level', () => {
  expect(levelOf({})).toBe(1);
  expect(levelOf({ O0: true })).toBe(0);
  expect(levelOf({ O2: true })).toBe(2);
  expect(refusal(() => levelOf({ O0: true, O2: true }))).toMatch(/^64 wrong-usage: --O0 and --O2 exclude each other/);
});

describe('grants', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'holt-grants-')));
  writeFileSync(join(folder, 'file'), '');
  symlinkSync(folder, join(folder, 'link'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('nothing is granted by default', () => {
    const nothing = { clock: false, stdin: false, seed: undefined, env: new Set(), folders: { read: [], write: [] } };
    expect(parseGrants([], folder)).toEqual(nothing);
  });

  test('all kinds can be given, some more than once', () => {
    const given = parseGrants(['clock', 'stdin', 'random=7', 'env=A', 'env=B', 'fs:read=.', 'fs:write=link'], folder);
    expect(given).toEqual({
      clock: true,
      stdin: true,
      seed: 7n,
      env: new Set(['A', 'B']),
      folders: { read: [folder], write: [folder] },
    });
    expect(parseGrants(['random'], folder).seed).toBeNull();
  });

  test.each([
    ['network', 'unknown-grant', 'Grants are'],
    ['clok', 'unknown-grant', '`clock`'],
    ['fs:reed=.', 'unknown-grant', '`fs:read`'],
    ['args', 'unknown-grant', 'anyway'],
    ['', 'unknown-grant', 'Grants are'],
    ['constructor', 'unknown-grant', 'Grants are'],
    ['fs', 'grant-value', 'fs:read=DIR'],
    ['fs=.', 'grant-value', 'fs:read=DIR'],
    ['fs:read', 'grant-value', 'a folder'],
    ['fs:read=', 'grant-value', 'a folder'],
    ['fs:read=nowhere', 'no-such-file', 'nowhere'],
    ['fs:write=file', 'not-a-folder', 'file'],
    ['fs:write=file/below', 'no-such-file', 'file/below'],
    ['clock=1', 'grant-value', '--grant clock'],
    ['stdin=x', 'grant-value', '--grant stdin'],
    ['random=', 'grant-value', 'int'],
    ['random=1.5', 'grant-value', 'int'],
    [`random=${'9'.repeat(400)}`, 'grant-value', 'int'],
    ['env', 'grant-value', 'variable'],
    ['env=', 'grant-value', 'variable'],
    ['env=A=1', 'grant-value', 'variable'],
  ])('%s is refused: %s', (text, code, says) => {
    const said = refusal(() => parseGrants([text], folder));
    expect(said).toMatch(new RegExp(`^64 ${code}: `));
    expect(said).toContain(says);
  });
});
