/** What a program gets from the command, and what it does not get. */
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';

import { beforeAll, describe, expect, test } from 'vitest';
import { firstLine, type Outcome, type StartOptions, useWorkplace } from './holt.ts';

const work = useWorkplace();

const interfaces = `extern "fs@1" as fs:
  fn read(path: str) -> str
  fn read_bytes(path: str) -> buffer
  fn write(path: str, text: str) -> none
  fn list(path: str) -> list[str]
  fn exists(path: str) -> bool
`;

/** Runs a program that uses `fs`, its statements given. */
const withFiles = (grants: readonly string[], body: string, options?: StartOptions): Promise<Outcome> => {
  work.write({ 'program.holt': `${interfaces}${body}\n` });
  return work.holt(['run', ...grants.flatMap((grant) => ['--grant', grant]), 'program.holt'], options);
};

/** What an expression gives, or the error that it ends in. */
const evaluated = async (grants: readonly string[], expression: string): Promise<string> => {
  const { status, stdout, stderr } = await withFiles(grants, `try: print(${expression})\ncatch e: print(e)`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trimEnd();
};

beforeAll(() => {
  work.write({
    'data/a.txt': 'hello é',
    'data/sub/b.txt': 'b',
    'data/bytes': Buffer.from([0xff, 0x00]),
    'data/..odd': 'odd',
    'data2/c.txt': 'neighbour',
    'secret.txt': 'secret',
    'out/old.txt': 'a longer old text',
  });
  symlinkSync('a.txt', work.path('data/link'));
  symlinkSync('../secret.txt', work.path('data/escape'));
  symlinkSync('/etc', work.path('data/etc'));
  symlinkSync('nowhere', work.path('data/dangling'));
  symlinkSync('../secret.txt', work.path('out/escape'));
  symlinkSync('..', work.path('out/up'));
});

describe('without a grant', () => {
  test.each([
    ['clock@1', 'fn now() -> float', '`--grant clock`'],
    ['random@1', 'fn seed() -> int', '`--grant random`'],
    ['fs@1', 'fn read(path: str) -> str', '`--grant fs:read=DIR` or `--grant fs:write=DIR`'],
    ['env@1', 'fn get(name: str) -> str?', '`--grant env=NAME`'],
    ['stdin@1', 'fn read_line() -> str?', '`--grant stdin`'],
  ])('%s is a link error that names the flag', async (name, signature, flag) => {
    work.write({ 'bare.holt': `print("never")\nextern "${name}" as it:\n  ${signature}\n` });
    const { status, stdout, stderr } = await work.call(['run', 'bare.holt']);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(firstLine(stderr)).toMatch(new RegExp(`^LinkError: .*${name.slice(0, -2)}`));
    expect(stderr).toContain(` --> bare.holt:2:8\n  |\n2 | extern "${name}" as it:\n`);
    expect(stderr).toContain(`hint: Run it with ${flag}\n`);
  });

  test('everything that is missing is told at once, in JSON too', async () => {
    work.write({
      'wants.holt': 'extern "clock@1" as c:\n  fn now() -> float\nextern "ghost@1" as g:\n  fn boo() -> none\n',
    });
    const { status, stderr } = await work.call(['run', '--json', 'wants.holt']);
    expect(status).toBe(3);
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { code: string; hint: string | null });
    expect(lines.map(({ code, hint }) => [code, hint])).toEqual([
      ['link', 'Run it with `--grant clock`'],
      ['link', null],
    ]);
  });

  test("a grant behind the file is the program's, which the error tells", async () => {
    const { stderr } = await work.call(['run', 'wants.holt', '--grant', 'clock']);
    expect(stderr).toContain('hint: Write `--grant clock` before the name of the file');
  });

  test('no flag is named for a version that the command does not have', async () => {
    work.write({ 'newer.holt': 'extern "clock@2" as c:\n  fn now() -> float\n' });
    expect((await work.call(['run', 'newer.holt'])).stderr).not.toContain('--grant');
    const { status, stderr } = await work.call(['run', '--grant', 'clock', 'newer.holt']);
    expect(status).toBe(3);
    expect(firstLine(stderr)).toMatch(/^LinkError: .*clock@1\.0\.0.*clock@2\.0/);
  });
});

test('a grant that is none is wrong usage', async () => {
  work.write({ 'idle.holt': 'print("never")\n' });
  const { status, stdout, stderr } = await work.holt(['run', '--grant', 'clok', 'idle.holt']);
  expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
  expect(stderr).toBe('error[unknown-grant]: `clok` cannot be granted\nhint: Did you mean `clock`?\n');
});

describe('files', () => {
  test('in a granted folder can be read, listed and asked for', async () => {
    const grants = ['fs:read=data'];
    expect(await evaluated(grants, 'fs.read("data/a.txt")')).toBe('hello é');
    expect(await evaluated(grants, 'fs.read("data/link")')).toBe('hello é');
    expect(await evaluated(grants, 'fs.read("data/sub/../a.txt")')).toBe('hello é');
    expect(await evaluated(grants, 'fs.read("data/..odd")')).toBe('odd');
    expect(await evaluated(grants, 'fs.read_bytes("data/bytes")')).toBe('b"\\xff\\0"');
    expect(await evaluated(grants, 'fs.list("data/sub")')).toBe('["b.txt"]');
    const exists = '[fs.exists("data/a.txt"), fs.exists("data"), fs.exists("data/no"), fs.exists("data/a.txt/no")]';
    expect(await evaluated(grants, exists)).toBe('[true, true, false, false]');
  });

  test('are found by absolute paths as well', async () => {
    expect(await evaluated(['fs:read=data'], `fs.read(${JSON.stringify(work.path('data/a.txt'))})`)).toBe('hello é');
  });

  test('outside of it are not', async () => {
    const paths = [
      'secret.txt',
      'data/../secret.txt',
      'data/sub/../../secret.txt',
      'data2/c.txt',
      '/etc/hostname',
      'data/escape',
      'data/etc/hostname',
      'data/etc/no-such-file',
      'data/dangling',
      'data/dangling/x',
      '',
      'data/a.txt\\0.png',
    ];
    const body = `for path in ["${paths.join('", "')}"]:
  for f in [p => fs.read(p), p => fs.read_bytes(p), p => fs.list(p), p => fs.exists(p)]:
    try: print("reached", path, f(path))
    catch e: print(e)`;
    const { stdout } = await withFiles(['fs:read=data'], body);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(4 * paths.length);
    const refusal = /^HostError: fs: cannot read ".*": it lies outside the folders that --grant fs:read=DIR named$/;
    expect(lines.filter((line) => !refusal.test(line))).toEqual([]);
  });

  test('can be written in a folder granted for that', async () => {
    const { status, stderr } = await withFiles(
      ['fs:write=out'],
      'fs.write("out/new.txt", "né")\nfs.write("out/old.txt", "short")',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(work.path('out/new.txt'), 'utf8')).toBe('né');
    expect(readFileSync(work.path('out/old.txt'), 'utf8')).toBe('short');
  });

  test('cannot be written elsewhere', async () => {
    const paths = [
      'secret.txt',
      'out/../secret.txt',
      'out/escape',
      'out/up/secret.txt',
      'out/up/new.txt',
      'data/a.txt',
      '/tmp/holt-new',
    ];
    const body = `for path in ["${paths.join('", "')}"]:
  try: print("reached", fs.write(path, "overwritten"))
  catch e: print(e)`;
    const { stdout } = await withFiles(['fs:read=data', 'fs:write=out'], body);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(paths.length);
    expect(lines.filter((line) => !/^HostError: fs: cannot write ".*": it lies outside/.test(line))).toEqual([]);
    expect(readFileSync(work.path('secret.txt'), 'utf8')).toBe('secret');
    expect(readFileSync(work.path('data/a.txt'), 'utf8')).toBe('hello é');
    expect(existsSync(work.path('new.txt'))).toBe(false);
  });

  test('granted for writing are not granted for reading', async () => {
    expect(await evaluated(['fs:write=out'], 'fs.read("out/old.txt")')).toContain('run with --grant fs:read=DIR');
    expect(await evaluated(['fs:read=out'], 'fs.write("out/old.txt", "")')).toContain('run with --grant fs:write=DIR');
  });

  test('that cannot be used fail with the reason', async () => {
    const calls = [
      ['fs.read("data")', 'it is a folder'],
      ['fs.read("data/none.txt")', 'there is no such file or folder'],
      ['fs.read("data/bytes")', 'it is not UTF-8; read_bytes gives its bytes'],
      ['fs.list("data/a.txt")', 'a part of the path is not a folder'],
      ['fs.write("data/new/file", "")', 'there is no such file or folder'],
      ['fs.write("data/sub", "")', 'it is a folder'],
    ];
    const body = calls.map(([call]) => `try: ${call}\ncatch e: print(e)`).join('\n');
    const { stdout } = await withFiles(['fs:read=data', 'fs:write=data'], body);
    const lines = stdout.trimEnd().split('\n');
    for (const [index, [, reason]] of calls.entries()) {
      expect(lines[index]).toMatch(/^HostError: fs: cannot (read|write) "/);
      expect(lines[index]?.endsWith(`: ${reason}`)).toBe(true);
    }
  });

  test.runIf(process.platform === 'linux')('that are devices or sockets are not opened', async () => {
    mkdirSync(work.path('special'), { recursive: true });
    const server = createServer().listen(work.path('special/socket'));
    await once(server, 'listening');
    expect(await evaluated(['fs:read=/dev'], 'fs.read("/dev/zero")')).toContain('it is no plain file');
    expect(await evaluated(['fs:write=/dev'], 'fs.write("/dev/null", "")')).toContain('it is no plain file');
    expect(await evaluated(['fs:read=special'], 'fs.read("special/socket")')).toMatch(/^HostError: fs: cannot read /);
    server.close();
  });

  test('larger than the memory are not read', async () => {
    work.write({ 'data/large': Buffer.alloc(3_000_000, 65) });
    const { status, stdout } = await withFiles(['fs:read=data'], 'print(fs.read("data/large").len())');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '3000000\n' });
    work.write({ 'program.holt': `${interfaces}try: fs.read("data/large")\ncatch e: print(e)\n` });
    const limited = await work.holt(['run', '--memory', '1M', '--grant', 'fs:read=data', 'program.holt']);
    expect(limited.stdout).toBe('HostError: fs: cannot read "data/large": it is larger than 1048576 bytes\n');
  });

  test('that fail uncaught show where they were asked for', async () => {
    const { status, stderr } = await withFiles(
      ['fs:read=data'],
      'fn load(name): return fs.read(name)\nload("data/none.txt")',
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^HostError: fs: cannot read "data\/none\.txt": .*\n {2}at program\.holt:7:23 in load\n/);
  });
});

describe('standard input', () => {
  const program = `extern "stdin@1" as stdin:
  fn read_line() -> str?
loop:
  line := stdin.read_line()
  if line == none: break
  print(f"[{line}]")
print(stdin.read_line())
`;

  test.each([
    ['', 'none\n'],
    ['a\r\nb\n\nlast é', '[a]\n[b]\n[]\n[last é]\nnone\n'],
    ['one\n', '[one]\nnone\n'],
  ])('%j is read line by line', async (input, expected) => {
    work.write({ 'input.holt': program });
    const { stdout, stderr } = await work.holt(['run', '--grant', 'stdin', 'input.holt'], { input });
    expect({ stdout, stderr }).toEqual({ stdout: expected, stderr: '' });
  });

  test('of many lines comes complete', async () => {
    const input = Array.from({ length: 20_000 }, (_, index) => `line ${index} ä`).join('\n');
    const { stdout } = await work.holt(['run', '--grant', 'stdin', 'input.holt'], { input });
    expect(stdout.split('\n')).toHaveLength(20_002);
    expect(stdout).toContain('[line 19999 ä]\nnone\n');
  });

  test('that is not UTF-8 is an error', async () => {
    const { status, stderr } = await work.holt(['run', '--grant', 'stdin', 'input.holt'], {
      input: Buffer.from([0xff, 0x0a]),
    });
    expect(status).toBe(1);
    expect(firstLine(stderr)).toBe('ValueError: stdin.read_line: the input is not UTF-8');
  });

  test('that never comes is cut off by a deadline', async () => {
    const { status, stderr } = await work.start([
      '-e',
      `const { spawn } = require('node:child_process');
       const args = [${JSON.stringify(work.program)}, 'run', '--deadline', '0.2', '--grant', 'stdin', 'input.holt'];
       const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit'] });
       child.on('close', (status) => process.exit(status));`,
    ]);
    expect(status).toBe(4);
    expect(firstLine(stderr)).toMatch(/^limit\[deadline\]: /);
  });
});

describe('other grants', () => {
  test('the clocks give seconds', async () => {
    work.write({
      'clock.holt': `extern "clock@1" as clock:
  fn now() -> float
  fn monotonic() -> float
before := clock.monotonic()
print(clock.now(), clock.monotonic() >= before)
`,
    });
    const { stdout } = await work.holt(['run', '--grant', 'clock', 'clock.holt']);
    const [now = '', grows] = stdout.trimEnd().split(' ');
    expect(Math.abs(Number(now) - Date.now() / 1000)).toBeLessThan(60);
    expect(grows).toBe('true');
  });

  test('a seed is the one that was given, or a fresh one', async () => {
    work.write({ 'seed.holt': 'extern "random@1" as random:\n  fn seed() -> int\nprint(random.seed())\n' });
    const seed = async (grant: string): Promise<string> =>
      (await work.holt(['run', '--grant', grant, 'seed.holt'])).stdout.trim();
    expect(await seed('random=42')).toBe('42');
    expect(await seed('random=-123456789012345678901234567890')).toBe('-123456789012345678901234567890');
    expect(await seed('random')).not.toBe(await seed('random'));
  });

  test('only the variables that were named can be read', async () => {
    work.write({
      'env.holt': `extern "env@1" as env:
  fn get(name: str) -> str?
print(env.get("GREETING"), env.get("MISSING"))
try: print(env.get("SECRET"))
catch e: print(e)
`,
    });
    const grants = ['--grant', 'env=GREETING', '--grant=env=MISSING'];
    const { stdout } = await work.holt(['run', ...grants, 'env.holt'], { env: { GREETING: 'hi', SECRET: 'x' } });
    expect(stdout).toBe('hi none\nHostError: env.get: SECRET is not granted; run with --grant env=SECRET\n');
  });
});
