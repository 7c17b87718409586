/**
 * Reads the examples of Markdown documents.
 *
 * - `holt`: a program. An `output` block, an `error` block, or both, in this order, follow it and say what it shows. Words behind
 *   `holt` are options: `args=a,b` are its arguments, `fuel=1000` limits it.
 * - `holt NAME.holt`: another file of the next program, and a file beside the TypeScript of the document.
 * - `ts`: all such blocks of a document are one module. An `output` block follows a block that writes to the console.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A Holt program and what the document says of it; absent blocks are null. */
export interface Program {
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly options: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
  readonly output: string | null;
  readonly error: string | null;
}

/** A TypeScript block and what it writes to the console. */
export interface Script {
  readonly line: number;
  readonly lines: readonly string[];
  readonly output: string;
}

/** The examples of a document. */
export interface Examples {
  /** Path from the root of the repository. */
  readonly path: string;
  readonly programs: readonly Program[];
  readonly scripts: readonly Script[];
  /** The named Holt files, by name. */
  readonly files: ReadonlyMap<string, string>;
}

interface Fence {
  readonly language: string;
  readonly words: readonly string[];
  readonly line: number;
  readonly lines: readonly string[];
}

const root = new URL('../../../', import.meta.url);

/** Paths of the documents whose examples are run. */
export function documentPaths(): string[] {
  const inside = (folder: string): string[] => readdirSync(new URL(folder, root)).sort();
  const readmes = ['packages/', 'examples/'].flatMap((folder) =>
    inside(folder).map((name) => `${folder}${name}/README.md`),
  );
  const docs = inside('docs/').filter((name) => name.endsWith('.md'));
  return [
    'README.md',
    ...docs.map((name) => `docs/${name}`),
    ...readmes.filter((path) => existsSync(new URL(path, root))),
  ];
}

/** The examples of the document at a path from the root of the repository. Throws for blocks that break the rules above. */
export function readExamples(path: string): Examples {
  const fences = fencesOf(readFileSync(new URL(path, root), 'utf8').split('\n'));
  const programs: Program[] = [];
  const scripts: Script[] = [];
  const files = new Map<string, string>();
  let pending = new Map<string, string>();
  fences.forEach((fence, index) => {
    const fail = (what: string): never => {
      throw new Error(`${path}:${fence.line}: ${what}`);
    };
    const following = (language: string, distance: number): string | null => {
      const next = fences[index + distance];
      return next?.language === language ? textOf(next) : null;
    };
    const [name] = fence.words;
    if (fence.language === 'ts') {
      scripts.push({ line: fence.line, lines: fence.lines, output: following('output', 1) ?? '' });
    } else if (fence.language === 'holt' && name?.endsWith('.holt') === true) {
      pending.set(name, textOf(fence));
      files.set(name, textOf(fence));
    } else if (fence.language === 'holt') {
      const output = following('output', 1);
      const error = following('error', output === null ? 1 : 2);
      if (output === null && error === null) fail('a program without an output or error block');
      const options = new Map(fence.words.map((word) => word.split('=', 2) as [string, string]));
      programs.push({
        line: fence.line,
        options,
        files: new Map([...pending, ['main.holt', textOf(fence)]]),
        output,
        error,
      });
      pending = new Map();
    } else if (
      ['output', 'error'].includes(fence.language) &&
      !['holt', 'ts', 'output'].includes(fences[index - 1]?.language ?? '')
    ) {
      fail(`an ${fence.language} block that belongs to no program`);
    }
  });
  const unused = scripts.length === 0 ? [...pending.keys()] : [];
  if (unused.length > 0) throw new Error(`${path}: no program uses ${unused.join(', ')}`);
  return { path, programs, scripts, files };
}

function textOf(fence: Fence): string {
  return fence.lines.map((line) => `${line}\n`).join('');
}

function fencesOf(lines: readonly string[]): Fence[] {
  const fences: Fence[] = [];
  let open: { readonly words: string[]; readonly line: number; readonly lines: string[] } | null = null;
  lines.forEach((line, index) => {
    if (!line.startsWith('```')) open?.lines.push(line);
    else if (open === null) open = { words: line.slice(3).trim().split(/\s+/), line: index + 1, lines: [] };
    else {
      const [language = '', ...words] = open.words;
      fences.push({ language, words, line: open.line, lines: open.lines });
      open = null;
    }
  });
  return fences;
}
