/** Help, versions, explanations, and everything that can be wrong about a command line. */
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/command-table.ts';
import { firstLine, useWorkplace } from './holt.ts';

const work = useWorkplace();
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])('%s lists all commands', async (word) => {
    const { status, stdout, stderr } = await work.holt([word]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { name, summary } of commands) {
      expect(stdout).toContain(`  ${name} `);
      expect(stdout).toContain(summary);
    }
  });

  test.each(commands.map(({ name }) => name))('of %s has examples', async (name) => {
    const { status, stdout, stderr } = await work.call([name, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: holt ${name} `);
    expect(stdout).toContain(`\nExamples:\n  holt `);
  });

  test('holt help COMMAND is the same as holt COMMAND --help', async () => {
    expect(await work.call(['help', 'run'])).toEqual(await work.call(['run', '--help']));
  });

  test('without a command, help goes to standard error', async () => {
    const { status, stdout, stderr } = await work.holt([]);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toContain('Usage: holt COMMAND');
  });

  test('--version tells the version of the package', async () => {
    expect(await work.holt(['--version'])).toEqual({ status: 0, stdout: `holt ${manifest.version}\n`, stderr: '' });
  });
});

describe('wrong usage', () => {
  test.each([
    [['rum', 'x.holt'], 'unknown-command', '`holt run`'],
    [['main.holt'], 'unknown-command', '`holt run main.holt`'],
    [['frobnicate'], 'unknown-command', 'run, build'],
    [['--fuel', '3', 'run'], 'unknown-option', 'behind the command'],
    [['help', 'buidl'], 'unknown-command', '`holt build`'],
    [['run'], 'wrong-usage', 'holt run --help'],
    [['run', '--fule', '3', 'x.holt'], 'unknown-option', '`--fuel`'],
    [['run', '--fuel'], 'wrong-usage', 'holt run --help'],
    [['run', '--O0', '--O2', 'x.holt'], 'wrong-usage', 'exclude'],
    [['build', 'x.holt'], 'wrong-usage', 'holt build --help'],
    [['build', '-o', 'out'], 'wrong-usage', '-p DIR'],
    [['build', '-p', '.', 'x.holt', '-o', 'out'], 'wrong-usage', 'exclude'],
    [['explain', 'a', 'b'], 'wrong-usage', 'holt explain --help'],
    [['explain', 'unknown-nam'], 'unknown-code', '`unknown-name`'],
  ])('%j is error[%s]', async (args, code, says) => {
    const { status, stdout, stderr } = await work.call(args);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(firstLine(stderr)).toMatch(new RegExp(`^error\\[${code}\\]: `));
    expect(stderr).toContain(says);
  });
});

describe('files that cannot be used', () => {
  const commandsWithFile = [
    ['run'],
    ['check'],
    ['fmt'],
    ['verify'],
    ['disasm'],
    ['build', '-o', 'out'],
    ['asm', '-o', 'out.htf'],
  ];

  test.each(commandsWithFile)('a missing one stops %s', async (...command) => {
    work.write({ 'main.holt': 'print(1)\n' });
    const { status, stdout, stderr } = await work.call([...command, 'mian.holt']);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toBe('error[no-such-file]: There is no file mian.holt\nhint: Did you mean `main.holt`?\n');
  });

  test.each(commandsWithFile.filter(([name]) => name !== 'check' && name !== 'fmt'))(
    'a folder stops %s',
    async (...command) => {
      mkdirSync(work.path('folder.holt'), { recursive: true });
      const { status, stderr } = await work.call([...command, 'folder.holt']);
      expect(status).toBe(64);
      expect(stderr).toBe('error[not-a-file]: folder.holt is a folder, not a file\n');
    },
  );

  test.runIf(process.platform !== 'win32')('one that may not be read says so', async () => {
    work.write({ 'secret.holt': 'print(1)\n' });
    chmodSync(work.path('secret.holt'), 0);
    const { status, stderr } = await work.holt(['run', 'secret.holt'], { unprivileged: true });
    expect(status).toBe(64);
    expect(stderr).toBe('error[cannot-read]: secret.holt cannot be read: permission denied\n');
  });

  test('they are told in JSON, too', async () => {
    const { status, stderr } = await work.call(['run', '--json', 'mian.holt']);
    expect(status).toBe(64);
    expect(JSON.parse(stderr)).toMatchObject({ severity: 'error', code: 'no-such-file', file: null });
  });

  test('one with another ending is neither source nor module', async () => {
    work.write({ 'notes.txt': 'print(1)\n' });
    const { status, stderr } = await work.call(['run', 'notes.txt']);
    expect(status).toBe(64);
    expect(firstLine(stderr)).toBe('error[unknown-file-kind]: notes.txt is neither a source file nor a module');
  });

  test.runIf(process.platform === 'linux')('an endless device does not fill the memory', async () => {
    const { status, stderr } = await work.holt(['asm', '/dev/zero', '-o', 'zero.htf']);
    expect(status).toBe(64);
    expect(firstLine(stderr)).toMatch(/^error\[file-too-large\]: \/dev\/zero /);
  });

  test.runIf(process.platform === 'linux')('a full disk is told', async () => {
    const { status, stderr } = await work.start([
      '-e',
      `
      const { spawnSync } = require('node:child_process');
      const full = require('node:fs').openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [${JSON.stringify(work.program)}, 'explain'], { stdio: ['ignore', full, 'pipe'] });
      process.stderr.write(stderr);
      process.exit(status);`,
    ]);
    expect(status).toBe(64);
    expect(stderr).toBe('error[cannot-write]: Standard output cannot be written: no space is left on the device\n');
  });
});

describe('a bug in Holt', () => {
  test('is told with all that a report needs', async () => {
    work.write({
      'break.cjs': `process.cwd = () => { throw new Error('broken', { cause: new TypeError('deeper') }); };`,
    });
    const { status, stdout, stderr } = await work.start(['--require', './break.cjs', work.program, 'run', 'a b.holt']);
    expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
    expect(stderr).toMatch(/^internal error: broken\nThis is a bug in Holt\. Please report it /);
    expect(stderr).toContain(`\n  holt ${manifest.version}, Node v`);
    expect(stderr).toContain('\n  holt run "a b.holt"\n  Error: broken\n');
    expect(stderr).toContain('\n  caused by TypeError: deeper\n');
  });
});

describe('explain', () => {
  test('lists all codes and rules', async () => {
    const { status, stdout } = await work.holt(['explain']);
    expect(status).toBe(0);
    expect(stdout).toContain('\n  unknown-name\n');
    expect(stdout).toMatch(/\n {2}F3 +Every register is written/);
  });

  test.each(['unknown-name', 'error[unknown-name]', 'Unknown-Name'])('%s is explained', async (code) => {
    const { status, stdout } = await work.call(['explain', code]);
    expect(status).toBe(0);
    expect(stdout).toContain('# error[unknown-name]');
  });

  test('rules of the format have a text, too', async () => {
    expect((await work.call(['explain', 'd4'])).stdout).toContain('# error[D4]');
  });
});

describe('check', () => {
  test('says nothing about a program without problems', async () => {
    work.write({ 'fine/main.holt': 'print(1)\n' });
    expect(await work.holt(['check', 'fine/main.holt'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('checks all files below folders, and those of the project that it stands in', async () => {
    work.write({
      'tree/a.holt': 'print(one)\n',
      'tree/deep/b.holt': 'print(two)\n',
      'tree/node_modules/c.holt': 'print(three)\n',
    });
    for (const outcome of [await work.call(['check', 'tree']), await work.call(['check'], { cwd: 'tree' })]) {
      expect(outcome.status).toBe(2);
      expect(outcome.stdout).toBe('');
      expect(outcome.stderr).toContain('`one`');
      expect(outcome.stderr).toContain('`two`');
      expect(outcome.stderr).not.toContain('`three`');
      expect(outcome.stderr).toMatch(/\n2 errors\n$/);
    }
  });

  test('shows warnings, errors first, and fails for errors only', async () => {
    const warning = 'fn f():\n  try: pass\n  catch e: pass\n  catch e is KeyError: pass\n';
    work.write({ 'warn.holt': warning, 'both.holt': `${warning}print(missing)\n` });
    const warned = await work.call(['check', 'warn.holt']);
    expect(warned.status).toBe(0);
    expect(firstLine(warned.stderr)).toMatch(/^warning\[unreachable-catch\]: /);
    const both = await work.holt(['check', 'both.holt']);
    expect(both.status).toBe(2);
    expect(firstLine(both.stderr)).toMatch(/^error\[unknown-name\]: /);
    expect(both.stderr).toMatch(/\n1 error, 1 warning\n$/);
  });

  test('reports what two programs share once', async () => {
    work.write({ 'share/a.holt': 'import c\n', 'share/b.holt': 'import c\n', 'share/c.holt': 'print(oops)\n' });
    const { stderr } = await work.call(['check', '--json', 'share']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stderr)).toMatchObject({ file: 'share/c.holt', code: 'unknown-name' });
  });

  test('a folder without sources is wrong usage', async () => {
    work.write({ 'nothing/readme.txt': '' });
    const { status, stderr } = await work.call(['check', 'nothing']);
    expect(status).toBe(64);
    expect(stderr).toBe('error[no-source-files]: nothing contains no source files\n');
  });
});

describe('fmt', () => {
  const ugly = 'x   :=  1\nprint( x )\n';
  const neat = 'x := 1\nprint(x)\n';

  test('--check tells what would change, and writes nothing', async () => {
    work.write({ 'style/a.holt': ugly, 'style/deep/b.holt': ugly, 'style/c.holt': neat });
    const { status, stdout, stderr } = await work.holt(['fmt', '--check', 'style']);
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: 'style/a.holt\nstyle/deep/b.holt\n', stderr: '' });
    expect(work.bytes('style/a.holt').toString()).toBe(ugly);
  });

  test('formats files where they are, and is then content', async () => {
    chmodSync(work.path('style/a.holt'), 0o755);
    symlinkSync('deep/b.holt', work.path('style/link.holt'));
    const { status, stdout } = await work.call(['fmt'], { cwd: 'style' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'a.holt\ndeep/b.holt\n' });
    for (const name of ['a', 'deep/b', 'link']) expect(work.bytes(`style/${name}.holt`).toString()).toBe(neat);
    if (process.platform !== 'win32') expect(statSync(work.path('style/a.holt')).mode & 0o777).toBe(0o755);
    expect(await work.call(['fmt', '--check', 'style'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('keeps a link to a file a link', async () => {
    work.write({ 'style/deep/b.holt': ugly });
    await work.call(['fmt', 'style/link.holt']);
    expect(lstatSync(work.path('style/link.holt')).isSymbolicLink()).toBe(true);
    expect(work.bytes('style/deep/b.holt').toString()).toBe(neat);
  });

  test('leaves files with errors alone, and formats the others', async () => {
    work.write({ 'mixed/bad.holt': 'print( 1\n', 'mixed/ugly.holt': ugly, 'mixed/latin.holt': Buffer.from([0xe9]) });
    const { status, stdout, stderr } = await work.call(['fmt', 'mixed']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: 'mixed/ugly.holt\n' });
    expect(stderr).toContain('error[unclosed-bracket]');
    expect(stderr).toContain('error[not-utf8]');
    expect(work.bytes('mixed/bad.holt').toString()).toBe('print( 1\n');
    expect(work.bytes('mixed/latin.holt')).toEqual(Buffer.from([0xe9]));
  });

  test.runIf(process.platform !== 'win32')('does not write what may not be written', async () => {
    work.write({ 'locked/a.holt': ugly });
    chmodSync(work.path('locked/a.holt'), 0o444);
    const { status, stderr } = await work.holt(['fmt', 'locked/a.holt'], { unprivileged: true });
    expect(status).toBe(64);
    expect(stderr).toBe('error[cannot-write]: locked/a.holt cannot be written: permission denied\n');
  });
});
