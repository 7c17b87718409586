/** Runs one program at every optimizer level and tells where the runs differ in anything but fuel. */
import { check, loadProgram } from '@holt/checker';
import { lowerModule, type OptimizationLevel, optimize } from '@holt/codegen';
import { type GuestError, load, type RunResult, type TraceEntry, type Vm } from '@holt/holt';
import { encode, type Module } from '@holt/transfer';

/** What was seen of one run. */
export interface Observation {
  /** Output, cut off where a limit ended the run. */
  readonly output: string;
  /** How it ended: `ok`, the error with its places and causes, or `limit` and which. */
  readonly result: string;
  readonly fuel: number;
}

/** What became of a program. */
export type Judgement =
  /** The compiler does not take it: its reason. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** All levels agree. */
  | { readonly kind: 'equal'; readonly observations: readonly Observation[] }
  /** Something that must not be: what sort of thing, and all of it. */
  | { readonly kind: 'finding'; readonly sort: string; readonly details: string };

/** Levels that are compared. */
export const levels: readonly OptimizationLevel[] = [0, 1, 2];

const LIMITS = {
  fuel: 300_000,
  memory: 16_000_000,
  depth: 300,
  output: 100_000,
  intBits: 20_000,
  stringUnits: 100_000,
};

/** Compiles and runs a program at every level. */
export const judgeProgram = (vm: Vm, texts: ReadonlyMap<string, string>): Judgement => {
  try {
    const lowered = lowerAll(texts);
    if (typeof lowered === 'string') return { kind: 'refused', reason: lowered };
    return runAll(vm, lowered);
  } catch (error) {
    return finding('the compiler fails', describe(error));
  }
};

const finding = (sort: string, details: string): Judgement => ({
  kind: 'finding',
  sort: `${sort}: ${headline(details)}`,
  details,
});

/** The first line without numbers, which tells findings of one cause from others well enough. */
const headline = (text: string): string => (text.split('\n')[0] ?? '').replace(/\d+/g, 'N').slice(0, 100);

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return `${error.stack ?? error.message}${error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`}`;
};

/** The modules of a program before the optimizer, or why there are none. */
const lowerAll = (texts: ReadonlyMap<string, string>): ReadonlyMap<string, Module> | string => {
  const loaded = loadProgram({ entry: 'main.holt', read: (path) => texts.get(path) ?? null });
  if (loaded === null) return 'there is no main file';
  const checked = check(loaded);
  const modules = new Map<string, Module>();
  const diagnostics = [...loaded.diagnostics, ...checked.diagnostics];
  if (diagnostics.every(({ severity }) => severity !== 'error')) {
    for (const resolved of checked.modules) {
      const lowered = lowerModule(resolved);
      diagnostics.push(...lowered.diagnostics);
      modules.set(resolved.name, lowered.module);
    }
  }
  const error = diagnostics.find(({ severity }) => severity === 'error');
  return error === undefined ? modules : `${error.code}: ${error.text}`;
};

const runAll = (vm: Vm, lowered: ReadonlyMap<string, Module>): Judgement => {
  const observations: Observation[] = [];
  for (const level of levels) {
    const bytes = new Map<string, Uint8Array>();
    for (const [name, module] of lowered) bytes.set(name, encode(optimize(module, level)));
    const loaded = load(vm, bytes);
    if (!loaded.ok) {
      const told = loaded.diagnostics.map(({ rule, message }) => `${rule}: ${message}`).join('\n');
      return finding(`the module of level ${level} is invalid`, told);
    }
    try {
      observations.push(run(loaded.program));
    } catch (error) {
      return finding(`the run fails`, describe(error));
    }
  }
  return compare(observations) ?? { kind: 'equal', observations };
};

const run = (program: Parameters<Vm['load']> extends never ? never : ReturnType<Vm['load']>): Observation => {
  let output = '';
  const made = program.instantiate({ limits: LIMITS, output: (text) => (output += text) });
  if (!made.ok) throw new Error(`cannot be linked: ${made.problems.join('; ')}`);
  const result = made.instance.runSync();
  return { output, result: resultText(result), fuel: made.instance.fuelUsed };
};

/** How a run ended, with all that must be the same at every level. */
export const resultText = (result: RunResult<unknown>): string => {
  if (result.ok) return 'ok';
  switch (result.kind) {
    case 'error':
      return errorText(result.error);
    case 'limit':
      return `limit ${result.limit}`;
    case 'refused':
      throw new Error(`the run was refused: ${result.reason}`);
  }
};

const errorText = ({ kind, message, trace, skippedFrames, cause }: GuestError): string => {
  const places = trace.map((entry: TraceEntry) => `\n  ${entry.function} ${entry.file}:${entry.line}:${entry.column}`);
  const skipped = skippedFrames === 0 ? '' : `\n  ${skippedFrames} more`;
  return `${kind}: ${message}${places.join('')}${skipped}${cause === null ? '' : `\ncaused by ${errorText(cause)}`}`;
};

/** What differs between the first run and another one; null if nothing does. */
export const compare = (observations: readonly Observation[]): Judgement | null => {
  const [first, ...others] = observations;
  if (first === undefined) return null;
  for (const [index, other] of others.entries()) {
    const level = levels[index + 1] as number;
    const cut = isLimit(first) || isLimit(other);
    if (cut ? !samePrefix(first.output, other.output) : first.output !== other.output) {
      return finding(`output differs at level ${level}`, firstDifference(first.output, other.output));
    }
    if (!cut && first.result !== other.result) {
      return finding(`result differs at level ${level}`, `${first.result}\nagainst\n${other.result}`);
    }
  }
  return null;
};

const isLimit = ({ result }: Observation): boolean => result.startsWith('limit ');

const samePrefix = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

const firstDifference = (a: string, b: string): string => {
  const left = a.split('\n');
  const right = b.split('\n');
  const index = left.findIndex((line, i) => line !== right[i]);
  const at = index === -1 ? left.length : index;
  return `output line ${at + 1}\n${left[at] ?? '(end)'}\nagainst\n${right[at] ?? '(end)'}`;
};
