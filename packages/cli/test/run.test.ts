/** `holt run`: what programs print, how they end, and what is said about it. */
import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { firstLine, useWorkplace } from './holt.ts';

const work = useWorkplace();

describe('a program that ends well', () => {
  test('prints to standard output, and nothing else is written', async () => {
    work.write({ 'hello.holt': 'print("hello")\nprint("wörld 🎈")\n' });
    expect(await work.holt(['run', 'hello.holt'])).toEqual({ status: 0, stdout: 'hello\nwörld 🎈\n', stderr: '' });
  });

  test('may print nothing at all', async () => {
    work.write({ 'empty.holt': '' });
    expect(await work.holt(['run', 'empty.holt'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('gets all that stands behind its name as arguments', async () => {
    work.write({ 'args.holt': 'extern "args@1" as args:\n  fn list() -> list[str]\nprint(args.list())\n' });
    const { stdout, status } = await work.holt(['run', '--O2', 'args.holt', 'one', '--fuel', '0', '--', '-x', '']);
    expect(stdout).toBe('["one", "--fuel", "0", "--", "-x", ""]\n');
    expect(status).toBe(0);
  });

  test.each(['--O0', '--O1', '--O2'])('does the same at %s', async (level) => {
    work.write({ 'sum.holt': 'total := 0\nfor i in 0..10: total += i * 2\nprint(total)\n' });
    expect((await work.holt(['run', level, 'sum.holt'])).stdout).toBe('90\n');
  });

  test('prints much, to a reader that is slow', async () => {
    work.write({ 'much.holt': 'for i in 0..100000: print(i)\n' });
    const { stdout, status } = await work.holt(['run', 'much.holt']);
    expect(stdout.length).toBe(588_890);
    expect(stdout.endsWith('99999\n')).toBe(true);
    expect(status).toBe(0);
  });
});

describe('an uncaught error', () => {
  test('is shown with its trace, source lines and causes', async () => {
    work.write({
      'main.holt': `fn load(): throw KeyError("entry")
fn start():
  try: load()
  catch e: throw ValueError("cannot start", cause = e)
print("before")
start()
`,
    });
    const { status, stdout, stderr } = await work.holt(['run', 'main.holt']);
    expect(status).toBe(1);
    expect(stdout).toBe('before\n');
    expect(stderr).toBe(`ValueError: cannot start
  at main.holt:4:12 in start
    4 |   catch e: throw ValueError("cannot start", cause = e)
      |            ^
  at main.holt:6:1
    6 | start()
      | ^
caused by KeyError: entry
  at main.holt:1:12 in load
    1 | fn load(): throw KeyError("entry")
      |            ^
  at main.holt:3:8 in start
    3 |   try: load()
      |        ^
  at main.holt:6:1
    6 | start()
      | ^
`);
  });

  test('of endless recursion is short', async () => {
    work.write({ 'deep.holt': 'fn f(x): return f(x + 1) + 1\nf(0)\n' });
    const { status, stderr } = await work.holt(['run', 'deep.holt']);
    expect(status).toBe(1);
    expect(firstLine(stderr)).toMatch(/^StackOverflowError: /);
    expect(stderr).toContain('more times the same');
    expect(stderr).toMatch(/\d+ frames are left out/);
    expect(stderr.split('\n').length).toBeLessThan(20);
  });

  test('cannot steer the terminal', async () => {
    work.write({ 'steer.holt': 'throw Error("\\u{1b}[2J\\u{202e}gone")\n' });
    const { stderr } = await work.holt(['run', 'steer.holt']);
    expect(firstLine(stderr)).toBe('Error: \\u{1b}[2J\\u{202e}gone');
  });

  test('is one JSON line for tools', async () => {
    work.write({ 'json.holt': 'fn f(): throw Error("outer", cause = KeyError("inner"))\nf()\n' });
    const { status, stderr } = await work.holt(['run', '--json', 'json.holt']);
    expect(status).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      severity: 'error',
      kind: 'error',
      code: 'Error',
      message: 'outer',
      file: 'json.holt',
      line: 1,
      column: 9,
      trace: [
        { function: 'f', file: 'json.holt', line: 1 },
        { function: '<module>', file: 'json.holt', line: 2, column: 1 },
      ],
      cause: { code: 'KeyError', message: 'inner' },
    });
  });

  test('has colours only where they are wanted', async () => {
    work.write({ 'red.holt': 'throw Error("x")\n' });
    const plain = await work.holt(['run', 'red.holt']);
    const colored = await work.holt(['run', 'red.holt'], { env: { FORCE_COLOR: '1' } });
    const refused = await work.holt(['run', 'red.holt'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(plain.stderr).not.toContain('\u001b');
    expect(colored.stderr).toContain('\u001b[1;31mError\u001b[0m: x');
    expect(refused.stderr).toBe(plain.stderr);
  });
});

describe('a program that does not compile', () => {
  test('is told with code, place and line, and nothing runs', async () => {
    work.write({ 'bad.holt': 'print("never")\nprint(nothing)\nprint(less)\n' });
    const { status, stdout, stderr } = await work.holt(['run', 'bad.holt']);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(firstLine(stderr)).toBe('error[unknown-name]: There is no name `nothing` here');
    expect(stderr).toContain(' --> bad.holt:2:7\n  |\n2 | print(nothing)\n  |       ^^^^^^^\n');
    expect(stderr).toMatch(/\n2 errors\n$/);
  });

  test('is told in JSON lines', async () => {
    const { status, stderr } = await work.holt(['run', '--json', 'bad.holt']);
    expect(status).toBe(2);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual([2, 3]);
  });

  test('is named as it is seen from the working folder', async () => {
    work.write({ 'inner/part.holt': 'print(nothing)\n', 'other/x': '' });
    expect((await work.holt(['run', 'inner/part.holt'])).stderr).toContain('--> inner/part.holt:1:7');
    expect((await work.holt(['run', 'part.holt'], { cwd: 'inner' })).stderr).toContain('--> part.holt:1:7');
    const outside = await work.holt(['run', '../inner/part.holt'], { cwd: 'other' });
    expect(outside.stderr).toMatch(/--> \/.*\/inner\/part\.holt:1:7/);
  });

  test('that is not UTF-8 says at which byte', async () => {
    work.write({ 'latin.holt': Buffer.from([0x23, 0x20, 0xe9, 0x0a]) });
    const { status, stderr } = await work.holt(['run', 'latin.holt']);
    expect(status).toBe(2);
    expect(firstLine(stderr)).toBe('error[not-utf8]: Byte 0xE9 at offset 2 is not UTF-8; source files are UTF-8');
  });
});

describe('limits', () => {
  test.each([
    ['fuel', ['--fuel', '10000'], 'loop: pass\n'],
    ['deadline', ['--deadline', '0.2'], 'loop: pass\n'],
    ['memory', ['--memory', '1M'], 'xs := []\nloop: xs.push([])\n'],
  ])('limit[%s] ends the program with the status 4', async (limit, flags, source) => {
    work.write({
      'limit.holt': `print("on")\ntry:\n  ${source.trimEnd().replaceAll('\n', '\n  ')}\ncatch e: print(e)\n`,
    });
    const { status, stdout, stderr } = await work.holt(['run', ...flags, 'limit.holt']);
    expect(status).toBe(4);
    expect(stdout).toBe('on\n');
    expect(firstLine(stderr)).toMatch(new RegExp(`^limit\\[${limit}\\]: `));
    expect(stderr).toMatch(/\n {2}at limit\.holt:\d+:\d+\n/);
  });

  test('are told in JSON', async () => {
    const { status, stderr } = await work.holt(['run', '--json', '--fuel', '0', 'limit.holt']);
    expect(status).toBe(4);
    expect(JSON.parse(stderr)).toMatchObject({ kind: 'limit', code: 'fuel', file: 'limit.holt' });
  });

  test('that are none are wrong usage', async () => {
    const { status, stdout, stderr } = await work.holt(['run', '--fuel', '99999999999999999999', 'limit.holt']);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toBe(
      'error[bad-option-value]: --fuel takes an int from 0 to 9007199254740991, found `99999999999999999999`\n',
    );
  });
});

describe('interruption', () => {
  test('Ctrl-C ends the guest cleanly and tells where it was', async () => {
    work.write({ 'spin.holt': 'print("spinning")\nloop: pass\n' });
    const child = spawn(process.execPath, [work.program, 'run', 'spin.holt'], { cwd: work.root });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const status = await new Promise((resolve) => {
      child.stdout.once('data', () => child.kill('SIGINT'));
      child.on('close', resolve);
    });
    expect(status).toBe(130);
    expect(stderr).toContain('interrupted: stopped by Ctrl-C\n  at spin.holt:2:');
  });

  test('a reader that goes away ends the program without a word', async () => {
    work.write({ 'chatty.holt': 'loop: print("y")\n' });
    const child = spawn(process.execPath, [work.program, 'run', 'chatty.holt'], { cwd: work.root });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const status = await new Promise((resolve) => {
      child.stdout.once('data', () => child.stdout.destroy());
      child.on('close', resolve);
    });
    expect({ status, stderr }).toEqual({ status: 141, stderr: '' });
  });
});

describe('several modules', () => {
  test('are looked up from the folder of holt.json, its import paths, -I and HOLT_PATH', async () => {
    work.write({
      'project/holt.json': '{"importPaths": ["lib"]}',
      'project/app/main.holt':
        'import app.near\nimport tool\nimport extra\nimport more\nprint(near.x, tool.x, extra.x, more.x)\n',
      'project/app/near.holt': 'export const x = "near"\n',
      'project/lib/tool.holt': 'export const x = "tool"\n',
      'elsewhere/extra.holt': 'export const x = "extra"\n',
      'far/more.holt': 'export const x = "more"\n',
    });
    const env = { HOLT_PATH: 'far' };
    const here = await work.holt(['run', '-I', 'elsewhere', 'project/app/main.holt'], { env });
    expect(here).toEqual({ status: 0, stdout: 'near tool extra more\n', stderr: '' });
    const args = ['run', '-I', '../../elsewhere', 'main.holt'];
    const there = await work.holt(args, { cwd: 'project/app', env: { HOLT_PATH: '../../far' } });
    expect(there.stdout).toBe('near tool extra more\n');
  });

  test('show the file in which an error happened', async () => {
    work.write({
      'two/main.holt': 'import helper\nhelper.go()\n',
      'two/helper.holt': 'export fn go(): throw Error("x")\n',
    });
    const { stderr } = await work.holt(['run', 'two/main.holt']);
    expect(stderr).toContain('  at two/helper.holt:1:17 in go\n    1 | export fn go(): throw Error("x")\n');
  });

  test('a missing one does not compile', async () => {
    work.write({ 'lonely.holt': 'import nowhere\n' });
    const { status, stderr } = await work.holt(['run', 'lonely.holt']);
    expect(status).toBe(2);
    expect(firstLine(stderr)).toMatch(/^error\[missing-module\]: .*nowhere/);
  });

  test.each([
    ['{"importPaths": "lib"}', 'importPaths'],
    ['[]', 'no object'],
    ['{"importPaths": ["lib"],}', 'JSON'],
  ])('a project file %s is an error with its place', async (text, says) => {
    work.write({ 'broken/holt.json': text, 'broken/main.holt': 'print(1)\n' });
    const { status, stderr } = await work.holt(['run', 'broken/main.holt']);
    expect(status).toBe(2);
    expect(firstLine(stderr)).toMatch(/^error\[bad-project\]: broken\/holt\.json is no project file: /);
    expect(firstLine(stderr)).toContain(says);
    expect(stderr).toContain(' --> broken/holt.json:1:');
  });
});
