/** Modules on disk: `holt build`, `run` of what was built, `verify`, `disasm`, `asm`. */
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { firstLine, useWorkplace } from './holt.ts';

const work = useWorkplace();

const main = `import shapes.flat
extern "clock@1" as clock:
  fn now() -> float
extern "acme:mail@2.1" as mail:
  fn send(to: str, text: str) -> bool
export fn total(n): return flat.area(n, n)
export const LIMIT = 3
`;
const flat = 'export fn area(a, b):\n  if a < 0: throw ValueError("negative")\n  return a * b\n';

const failing = 'fn f(x):\n  return 1 // x\nprint(f(2))\nf(0)\n';

describe('build', () => {
  test('writes one module to the file that is named', async () => {
    work.write({ 'one.holt': 'print("built")\n' });
    expect(await work.holt(['build', 'one.holt', '-o', 'one.htf'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(await work.holt(['run', 'one.htf'])).toEqual({ status: 0, stdout: 'built\n', stderr: '' });
  });

  test('writes several modules to a folder, from which they run', async () => {
    work.write({ 'app/main.holt': 'import shapes.flat\nprint(flat.area(2, 3))\n', 'app/shapes/flat.holt': flat });
    expect((await work.holt(['build', 'app/main.holt', '-o', 'out'])).status).toBe(0);
    expect(readdirSync(work.path('out')).sort()).toEqual(['main.htf', 'shapes.flat.htf']);
    expect((await work.holt(['run', 'out/main.htf'])).stdout).toBe('6\n');
  });

  test('takes modules that lie in folders, too', async () => {
    work.write({
      'nested/main.htf': work.bytes('out/main.htf'),
      'nested/shapes/flat.htf': work.bytes('out/shapes.flat.htf'),
    });
    expect((await work.holt(['run', 'nested/main.htf'])).stdout).toBe('6\n');
  });

  test('takes all sources of a project', async () => {
    work.write({ 'app/extra.holt': 'print(1)\n' });
    expect((await work.holt(['build', '-p', 'app', '-o', 'all/'])).status).toBe(0);
    expect(readdirSync(work.path('all')).sort()).toEqual(['extra.htf', 'main.htf', 'shapes.flat.htf']);
    expect(work.bytes('all/main.htf').equals(work.bytes('out/main.htf'))).toBe(true);
  });

  test('gives the same bytes wherever it runs', async () => {
    await work.holt(['build', 'main.holt', '-o', '../again'], { cwd: 'app' });
    for (const name of ['main.htf', 'shapes.flat.htf'])
      expect(work.bytes(`again/${name}`)).toEqual(work.bytes(`out/${name}`));
  });

  test('strips what is only there for messages', async () => {
    work.write({ 'fail.holt': failing });
    await work.holt(['build', 'fail.holt', '-o', 'full/']);
    await work.holt(['build', '--strip', 'fail.holt', '-o', 'bare/']);
    expect(work.bytes('bare/fail.htf').length).toBeLessThan(work.bytes('full/fail.htf').length);
    const { status, stdout, stderr } = await work.holt(['run', 'bare/fail.htf']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '0\n' });
    expect(stderr).toBe('ZeroDivisionError: division of an int by zero\n  at fail.holt in f\n  at fail.holt\n');
  });

  test('writes nothing if anything does not compile', async () => {
    work.write({ 'good.holt': 'print(1)\n', 'wrong.holt': 'print(nothing)\n' });
    const { status, stderr } = await work.holt(['build', 'good.holt', 'wrong.holt', '-o', 'none']);
    expect(status).toBe(2);
    expect(firstLine(stderr)).toMatch(/^error\[unknown-name\]: /);
    expect(existsSync(work.path('none'))).toBe(false);
  });

  test.each([
    [['app/main.holt', '-o', 'all.htf'], 'several-modules'],
    [['app/main.holt', '-o', 'one.holt'], 'several-modules'],
    [['one.holt', '-o', 'one.holt'], 'overwrites-source'],
    [['one.holt', '-o', 'no/such/folder.htf'], 'cannot-write'],
    [['one.holt', '-o', 'one.htf/below/'], 'cannot-write'],
    [['-p', 'nothing', '-o', 'x'], 'no-such-file'],
    [['-p', 'one.holt', '-o', 'x'], 'not-a-folder'],
    [['app/main.holt', 'rival/main.holt', '-o', 'x'], 'same-module-name'],
  ])('%j is error[%s]', async (args, code) => {
    work.write({ 'rival/main.holt': 'print("rival")\n' });
    const { status, stderr } = await work.call(['build', ...args]);
    expect(status).toBe(64);
    expect(firstLine(stderr)).toMatch(new RegExp(`^error\\[${code}\\]: `));
  });
});

describe('a built program', () => {
  test('shows its source where that lies beside it', async () => {
    work.write({ 'beside/fail.holt': failing });
    await work.holt(['build', 'beside/fail.holt', '-o', 'beside/']);
    const { stderr } = await work.holt(['run', 'beside/fail.htf']);
    expect(stderr).toContain('  at fail.holt:2:10 in f\n    2 |   return 1 // x\n');
  });

  test('shows no lines of a source that was changed since', async () => {
    work.write({ 'changed/fail.holt': failing });
    await work.holt(['build', 'changed/fail.holt', '-o', 'changed/']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    work.write({ 'changed/fail.holt': `\n\n${failing}` });
    const { stderr } = await work.holt(['run', 'changed/fail.htf']);
    expect(stderr).toBe(
      'ZeroDivisionError: division of an int by zero\n  at fail.holt:2:10 in f\n  at fail.holt:4:1\n',
    );
  });

  test.each(['/etc/passwd', '../secret.holt', '../../etc/passwd.holt', 'C:\\secret.holt'])(
    'that claims to come from %s shows nothing of that file',
    async (name) => {
      work.write({ 'secret.holt': 'the secret\n' });
      await work.call(['disasm', 'beside/fail.htf']).then(({ stdout }) => {
        const text = stdout.replace('custom "source" "fail.holt"', `custom "source" ${JSON.stringify(name)}`);
        work.write({ 'lies/lie.txt': text });
      });
      expect((await work.call(['asm', 'lies/lie.txt', '-o', 'lies/lie.htf'])).stderr).toBe('');
      const { status, stderr } = await work.call(['run', 'lies/lie.htf']);
      expect(status).toBe(1);
      expect(stderr.split('\n').filter((line) => line.includes('|'))).toEqual([]);
    },
  );

  test('that lacks a module is not linked', async () => {
    work.write({ 'part/main.htf': work.bytes('out/main.htf') });
    const { status, stdout, stderr } = await work.holt(['run', 'part/main.htf']);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(firstLine(stderr)).toMatch(/^LinkError: .*shapes\.flat/);
  });

  test('names modules by what it likes, and still only finds those beside it', async () => {
    work.write({ 'outside.htf': work.bytes('out/shapes.flat.htf') });
    const { stdout } = await work.call(['disasm', 'out/main.htf']);
    work.write({
      'trap/main.txt': stdout.replaceAll('"shapes.flat"', '"../outside"').replaceAll('shapes.flat.', '"../outside".'),
    });
    await work.call(['asm', '--unchecked', 'trap/main.txt', '-o', 'trap/main.htf']);
    const { status } = await work.call(['run', 'trap/main.htf']);
    expect(status).toBe(3);
  });
});

describe('modules that are refused', () => {
  test.each(['run', 'verify', 'disasm'])('holt %s names rule and byte', async (command) => {
    const whole = work.bytes('one.htf');
    work.write({ 'cut.htf': whole.subarray(0, 40), 'noise.htf': Buffer.alloc(300, 7), 'nothing.htf': '' });
    for (const name of ['cut.htf', 'noise.htf', 'nothing.htf']) {
      const { status, stdout, stderr } = await work.call([command, name]);
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toMatch(/^error\[D\d\]: .+\n --> byte \d+ \(0x[0-9a-f]+\)\n/);
      expect(stderr).toContain(name);
    }
  });

  test('are told in JSON lines', async () => {
    const { stderr } = await work.holt(['verify', '--json', 'cut.htf']);
    expect(JSON.parse(stderr)).toMatchObject({ severity: 'error', code: 'D4', offset: 40 });
  });

  test('a module keeps its kind under any name', async () => {
    work.write({ 'renamed.bin': work.bytes('one.htf') });
    expect((await work.holt(['run', 'renamed.bin'])).stdout).toBe('built\n');
  });
});

describe('verify', () => {
  test('prints what a module imports, exports and needs', async () => {
    work.write({ 'needy/main.holt': main, 'needy/shapes/flat.holt': flat });
    await work.holt(['build', 'needy/main.holt', '-o', 'needy/out']);
    const { status, stdout, stderr } = await work.holt(['verify', 'needy/out/main.htf']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^needy\/out\/main\.htf: valid\n {2}source {7}main\.holt\n {2}size {9}\d+ bytes, /);
    expect(stdout).toMatch(/\n {2}file id {6}[0-9a-f]{64}\n {2}semantic id {2}[0-9a-f]{64}\n/);
    expect(stdout).toContain(`
  needs:
    acme:mail@2.1
      send(to: str, text: str) -> bool
    clock@1.0  (--grant clock)
      now() -> float
  imports:
    shapes.flat: area
  exports:
    LIMIT
    total
`);
  });

  test('gives the same facts as JSON', async () => {
    const { stdout } = await work.call(['verify', '--json', 'needy/out/main.htf', 'needy/out/shapes.flat.htf']);
    const [first, second] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(first).toMatchObject({
      file: 'needy/out/main.htf',
      bytes: work.bytes('needy/out/main.htf').length,
      needs: [
        { interface: 'acme:mail', version: '2.1', grants: [] },
        { interface: 'clock', grants: ['--grant clock'] },
      ],
      imports: [{ module: 'shapes.flat', names: ['area'] }],
      exports: ['LIMIT', 'total'],
    });
    expect(second).toMatchObject({ exports: ['area'], needs: [] });
  });

  test('knows a stripped module again', async () => {
    const ids = async (file: string): Promise<{ fileId: string; semanticId: string }> =>
      JSON.parse((await work.call(['verify', '--json', file])).stdout) as { fileId: string; semanticId: string };
    const full = await ids('full/fail.htf');
    const bare = await ids('bare/fail.htf');
    expect(bare.semanticId).toBe(full.semanticId);
    expect(bare.fileId).not.toBe(full.fileId);
  });

  test('shows what is valid and tells what is not', async () => {
    const { status, stdout, stderr } = await work.holt(['verify', 'cut.htf', 'one.htf']);
    expect(status).toBe(3);
    expect(firstLine(stdout)).toBe('one.htf: valid');
    expect(firstLine(stderr)).toMatch(/^error\[D4\]: /);
  });
});

describe('disasm and asm', () => {
  test.each([['full/fail.htf'], ['bare/fail.htf'], ['needy/out/main.htf']])(
    '%s comes back as the same bytes',
    async (name) => {
      const { status, stdout } = await work.holt(['disasm', name]);
      expect(status).toBe(0);
      work.write({ 'text/module.txt': stdout });
      expect(await work.holt(['asm', 'text/module.txt', '-o', 'text/module.htf'])).toEqual({
        status: 0,
        stdout: '',
        stderr: '',
      });
      expect(work.bytes('text/module.htf').equals(work.bytes(name))).toBe(true);
    },
  );

  test('a source file is shown as build would write it', async () => {
    const { stdout } = await work.holt(['disasm', 'fail.holt']);
    expect(stdout).toBe((await work.holt(['disasm', 'full/fail.htf'])).stdout);
  });

  test('one function can be shown, at any level and after any pass', async () => {
    const { stdout } = await work.call(['disasm', '--O2', '--function', 'f', 'fail.holt']);
    expect(stdout).toMatch(/^fn f \(x\) registers \d+\n/);
    const after = await work.call(['disasm', '--function', 'f', '--print-after', 'fold-constants', 'fail.holt']);
    expect(after.stdout).toMatch(/^; fold-constants \(1 of 1\)\nfn f /);
    const all = await work.call(['disasm', '--O2', '--print-after', 'all', 'fail.holt']);
    expect(firstLine(all.stdout)).toBe('; lower');
    expect(all.stdout.match(/^; .+ \(\d of \d\)$/gm)?.length).toBeGreaterThan(10);
  });

  test.each([
    [['--function', 'g', 'fail.holt'], 64, 'unknown-function', 'functions are'],
    [['--print-after', 'fold-constant', 'fail.holt'], 64, 'unknown-pass', '`fold-constants`'],
    [['--O0', '--print-after', 'fold-constants', 'fail.holt'], 64, 'wrong-usage', 'level 0'],
    [['--print-after', 'all', 'full/fail.htf'], 64, 'wrong-usage', 'source files'],
    [['wrong.holt'], 2, 'unknown-name', 'wrong.holt:1:7'],
    [['--print-after', 'all', 'wrong.holt'], 2, 'unknown-name', 'wrong.holt:1:7'],
  ])('disasm %j ends with %i, error[%s]', async (args, expected, code, says) => {
    const { status, stdout, stderr } = await work.call(['disasm', ...args]);
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(firstLine(stderr)).toMatch(new RegExp(`^error\\[${code}\\]: `));
    expect(stderr).toContain(says);
  });

  test('text that is no module is an error with its line', async () => {
    work.write({ 'odd.txt': 'holt module 1\nstart "<module>"\n\nfn "<module>" () registers 1\n  frob r0\n' });
    const { status, stderr } = await work.holt(['asm', 'odd.txt', '-o', 'odd.htf']);
    expect(status).toBe(2);
    expect(stderr).toContain('error[bad-assembly]: Expected ');
    expect(stderr).toContain(' --> odd.txt:5:3\n  |\n5 |   frob r0\n');
    expect(existsSync(work.path('odd.htf'))).toBe(false);
  });

  test('a module that breaks a rule is written only on demand', async () => {
    work.write({
      'bad.txt': 'holt module 1\nstart "<module>"\n\nfn "<module>" () registers 2\n  move r0, r1\n  return_none\n',
    });
    const { status, stderr } = await work.call(['asm', 'bad.txt', '-o', 'bad.htf']);
    expect(status).toBe(3);
    expect(firstLine(stderr)).toMatch(/^error\[F3\]: /);
    expect(existsSync(work.path('bad.htf'))).toBe(false);
    expect((await work.call(['asm', '--unchecked', 'bad.txt', '-o', 'bad.htf'])).status).toBe(0);
    expect((await work.call(['run', 'bad.htf'])).status).toBe(3);
  });
});
