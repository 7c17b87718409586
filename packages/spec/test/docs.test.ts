/** Runs every example of the documents and compares what it shows with what the document says. See `documents.ts`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { renderAll } from '@holt/diagnostics';
import { compile, createVm, defineInterface, type GuestError, load, provide, type RunResult, t } from '@holt/holt';
import ts from 'typescript';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { levels } from '../src/index.ts';
import { documentPaths, type Examples, type Program, readExamples, type Script } from './documents.ts';

const vm = createVm();
const root = new URL('../../../', import.meta.url);
const args = defineInterface({
  name: 'args',
  version: '1.0.0',
  functions: { list: { params: [], result: t.list(t.str) } },
});

/** What a program shows: its output, and the lines of the error that it ends in. */
interface Shown {
  readonly output: string;
  readonly error: readonly string[];
}

const documents = documentPaths().map(readExamples);
const withScripts = documents.filter(({ scripts }) => scripts.length > 0);

afterEach(() => {
  vi.restoreAllMocks();
});

for (const { path, programs } of documents) {
  describe(path, () => {
    for (const program of programs) {
      test(`the program in line ${program.line}`, async () => {
        for (const level of levels) {
          const { output, error } = await show(program, level);
          // An error block may leave out the end of the report.
          const expected = program.error?.trimEnd().split('\n') ?? [];
          expect(error.slice(0, Math.max(1, expected.length)), `error at -O${level}`).toEqual(expected);
          if (error[0]?.startsWith('error[') !== true) expect(output.trimEnd()).toBe((program.output ?? '').trimEnd());
        }
      });
    }
  });
}

describe('TypeScript', () => {
  for (const document of withScripts) {
    test(`${document.path} runs`, async () => {
      const { scripts, path } = document;
      const shown = await runScripts(writeScripts(document));
      scripts.forEach((script, index) => {
        expect(shown[index]?.trimEnd(), `${path}:${script.line}`).toBe(script.output.trimEnd());
      });
    });
  }

  test('all of it has the right types', () => {
    const files = new Map(withScripts.map((document) => [fileURLToPath(writeScripts(document)), document.path]));
    expect(typeProblems(files)).toEqual([]);
  }, 120_000);
});

async function show({ files, options }: Program, level: 0 | 1 | 2): Promise<Shown> {
  const compiled = compile(files, { level });
  if (compiled.diagnostics.length > 0) {
    return { output: '', error: renderAll(compiled.diagnostics, { color: false }).split('\n') };
  }
  if (!compiled.ok) throw new Error('it does not compile, and nothing says why');
  const loaded = load(vm, compiled.modules);
  if (!loaded.ok) throw new Error(`module ${loaded.module} is invalid: ${loaded.diagnostics[0]?.message}`);
  const written: string[] = [];
  const made = loaded.program.instantiate({
    interfaces: [provide(args, { list: () => options.get('args')?.split(',') ?? [] })],
    limits: { fuel: Number(options.get('fuel') ?? 100_000_000) },
    output: (text) => written.push(text),
  });
  if (!made.ok) return { output: '', error: [`LinkError: ${made.problems.join('\n')}`] };
  const result = await made.instance.run();
  return { output: written.join(''), error: reportOf(result) };
}

function reportOf(result: RunResult<null>): string[] {
  if (result.ok) return [];
  if (result.kind === 'limit') return [`limit[${result.limit}]: ${result.message}`];
  return result.kind === 'error' ? errorLines(result.error) : [result.reason];
}

function errorLines({ kind, message, trace, cause }: GuestError): string[] {
  const frames = trace.map(
    (entry) =>
      `  at ${entry.file}:${entry.line}:${entry.column}${entry.function === '<module>' ? '' : ` in ${entry.function}`}`,
  );
  return [`${kind}: ${message}`, ...frames, ...(cause === null ? [] : ['caused by', ...errorLines(cause)])];
}

/** Separates what the blocks of a document write. */
const mark = '\u0001';

/** Writes the blocks of a document as one module, in which every line has the number that it has in the document. */
function writeScripts({ path, scripts, files }: Examples): URL {
  const folder = new URL(`packages/spec/temp/docs/${path.replace(/\.md$/, '').replaceAll('/', '-')}/`, root);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeIfNew(new URL(name, folder), text);
  const module = new URL('document.ts', folder);
  writeIfNew(module, `${moduleLines(scripts).join('\n')}\nexport {};\n`);
  return module;
}

function moduleLines(scripts: readonly Script[]): string[] {
  const lines: string[] = [];
  for (const script of scripts) {
    while (lines.length < script.line - 1) lines.push('');
    lines.push(`console.log(${JSON.stringify(mark)});`, ...script.lines);
  }
  return lines;
}

function writeIfNew(file: URL, text: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

/** Runs a module and gives what each of its blocks wrote to the console. */
async function runScripts(module: URL): Promise<string[]> {
  const written: string[] = [];
  const write = (...values: readonly unknown[]): void => {
    written.push(`${format(...values)}\n`);
  };
  vi.spyOn(console, 'log').mockImplementation(write);
  vi.spyOn(console, 'error').mockImplementation(write);
  await import(/* @vite-ignore */ module.href);
  return written.join('').split(`${mark}\n`).slice(1);
}

/** What the type checker says against files, by the names of the documents that they were made of. */
function typeProblems(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(fileURLToPath(new URL('tsconfig.test.json', root)), ts.sys.readFile) as {
    config: object;
  };
  const settings = { ...config, include: [], files: [...files.keys()] };
  const { options, fileNames } = ts.parseJsonConfigFileContent(settings, ts.sys, fileURLToPath(root));
  // An example may show a name that it does not go on to use.
  const program = ts.createProgram(fileNames, { ...options, noUnusedLocals: false });
  return [...files].flatMap(([file, document]) => {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${file} is not there`);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((problem) => {
      const { line } = source.getLineAndCharacterOfPosition(problem.start ?? 0);
      return `${document}:${line + 1}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`;
    });
  });
}
