/**
 * Runs one case at one optimizer level, through encode, decode, validate and a fresh instance, and tells how the outcome differs
 * from what the case says. Nothing is said when it does not.
 */
import type { Diagnostic } from '@holt/diagnostics';
import { LineMap } from '@holt/diagnostics';
import {
  compile,
  createVm,
  defineInterface,
  type GuestError,
  type Instance,
  load,
  type ProvidedInterface,
  provide,
  type RunResult,
  t,
  type Vm,
} from '@holt/holt';
import { decode, encode } from '@holt/transfer';
import type { Case, ExpectedDiagnostic, ExpectedError, ExpectedPlace } from './case-file.ts';

/** Optimizer levels on which every case runs. */
export const levels = [0, 1, 2] as const;

/** What a case's run showed, for comparison across levels. */
export interface Observation {
  /** Differences from what the case says; empty if it holds. */
  readonly problems: readonly string[];
  readonly output: string;
}

/** Fuel of a case that does not say otherwise: a case that hangs must end. */
const DEFAULT_FUEL = 200_000_000;

const args = defineInterface({
  name: 'args',
  version: '1.0.0',
  docs: 'Arguments of the program.',
  functions: { list: { params: [], result: t.list(t.str), doc: 'All arguments.' } },
});

const clock = defineInterface({
  name: 'clock',
  version: '1.0.0',
  docs: 'Time.',
  functions: {
    now: { params: [], result: t.float, doc: 'Seconds since 1970.' },
    monotonic: { params: [], result: t.float, doc: 'Seconds since some moment.' },
  },
});

function placeText(place: ExpectedPlace): string {
  return place.column === null ? `${place.file}:${place.line}` : `${place.file}:${place.line}:${place.column}`;
}

function samePlace(expected: ExpectedPlace, file: string, line: number, column: number): boolean {
  return expected.file === file && expected.line === line && (expected.column === null || expected.column === column);
}

function includes(text: string | null, part: string): boolean {
  return (text ?? '').toLowerCase().includes(part.toLowerCase());
}

/** Place and text of a diagnostic, for comparison and for messages. */
function located(diagnostic: Diagnostic): {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly label: string;
} {
  if (diagnostic.span === null)
    return { file: '', line: 0, column: 0, label: `${diagnostic.code}: ${diagnostic.text}` };
  const { file, start } = diagnostic.span;
  const { line, column } = new LineMap(file.text).position(start);
  return {
    file: file.name,
    line,
    column,
    label: `${file.name}:${line}:${column} [${diagnostic.code}] ${diagnostic.text} (hint: ${diagnostic.hint ?? 'none'})`,
  };
}

function diagnosticProblem(expected: ExpectedDiagnostic, found: Diagnostic): string | null {
  const { file, line, column, label } = located(found);
  if (!samePlace(expected.place, file, line, column)) return `expected it at ${placeText(expected.place)}: ${label}`;
  for (const part of expected.says)
    if (!includes(`${found.text}\n${found.hint ?? ''}`, part)) return `must say "${part}": ${label}`;
  for (const part of expected.hints) if (!includes(found.hint, part)) return `must hint "${part}": ${label}`;
  return expected.code !== null && expected.code !== found.code
    ? `must have the code ${expected.code}: ${label}`
    : null;
}

function compareDiagnostics(
  expected: readonly ExpectedDiagnostic[],
  found: readonly Diagnostic[],
  what: string,
): string[] {
  const order = (d: Diagnostic): number => d.span?.start ?? 0;
  const sorted = [...found].sort((a, b) => order(a) - order(b));
  const problems: string[] = [];
  const left = [...sorted];
  for (const wanted of expected) {
    const index = left.findIndex((d) => diagnosticProblem(wanted, d) === null);
    if (index >= 0) left.splice(index, 1);
    else {
      const near = left.find((d) => located(d).line === wanted.place.line);
      problems.push(
        near === undefined
          ? `missing ${what} at ${placeText(wanted.place)}`
          : (diagnosticProblem(wanted, near) as string),
      );
      if (near !== undefined) left.splice(left.indexOf(near), 1);
    }
  }
  for (const extra of left) problems.push(`unexpected ${what}: ${located(extra).label}`);
  return problems;
}

function compareError(expected: ExpectedError, found: GuestError): string[] {
  const problems: string[] = [];
  const label = `${found.kind}: ${found.message}`;
  if (found.kind !== expected.kind) problems.push(`expected ${expected.kind}, found ${label}`);
  for (const part of expected.says) if (!includes(found.message, part)) problems.push(`must say "${part}": ${label}`);
  const [top] = found.trace;
  if (expected.at !== null && (top === undefined || !samePlace(expected.at, top.file, top.line, top.column))) {
    problems.push(
      `expected it at ${placeText(expected.at)}, found ${top === undefined ? 'no place' : `${top.file}:${top.line}:${top.column}`}: ${label}`,
    );
  }
  if (expected.cause !== null && found.cause?.kind !== expected.cause)
    problems.push(`expected the cause ${expected.cause}, found ${found.cause?.kind ?? 'none'}`);
  return problems;
}

function interfacesOf(test: Case): ProvidedInterface[] {
  const given: ProvidedInterface[] = [];
  const listed = test.options.get('args');
  given.push(provide(args, { list: () => (listed === undefined || listed === '' ? [] : listed.split(' ')) }));
  if (test.options.get('grant') === 'clock')
    given.push(provide(clock, { now: () => 1_700_000_000.5, monotonic: () => 12.25 }));
  return given;
}

function numberOption(test: Case, name: string, otherwise: number): number {
  const text = test.options.get(name);
  return text === undefined ? otherwise : Number(text);
}

function compareResult(test: Case, result: RunResult<null>): string[] {
  if (result.ok) {
    if (test.error !== null) return [`expected ${test.error.kind}, but the program ended`];
    return test.limit !== null ? [`expected the limit ${test.limit}, but the program ended`] : [];
  }
  if (result.kind === 'error') {
    return test.error === null
      ? [`unexpected ${result.error.kind}: ${result.error.message} at ${JSON.stringify(result.error.trace[0])}`]
      : compareError(test.error, result.error);
  }
  if (result.kind === 'limit')
    return test.limit === result.limit ? [] : [`unexpected limit ${result.limit}: ${result.message}`];
  return [`refused: ${result.reason}`];
}

function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.message}\n${error.cause instanceof Error ? error.cause.stack : error.stack}`
    : String(error);
}

async function runInstance(test: Case, instance: Instance, output: () => string): Promise<Observation> {
  let problems: string[];
  try {
    problems = compareResult(test, await instance.run());
  } catch (error) {
    problems = [`internal: ${describe(error)}`];
  }
  const text = output();
  if (test.stdout !== null && text.trimEnd() !== test.stdout.trimEnd())
    problems.push(`expected the output\n${test.stdout}found\n${text}`);
  return { problems, output: text };
}

function linkProblems(expected: readonly string[], problems: readonly string[]): string[] {
  const text = `LinkError: ${problems.join('\n')}`;
  return expected.filter((part) => !includes(text, part)).map((part) => `the link error must say "${part}": ${text}`);
}

/** Encodes what was decoded: must give the same bytes. */
function roundTripProblem(bytes: Uint8Array): string | null {
  const decoded = decode(bytes);
  if (!decoded.ok) return `does not decode: ${decoded.diagnostics[0]?.message}`;
  const again = encode(decoded.module);
  return Buffer.compare(again, bytes) === 0 ? null : 'encode(decode(bytes)) differs';
}

/** Import paths of the case's `holt.json`. */
function importPaths(test: Case): readonly string[] {
  const text = test.files.get('holt.json');
  return text === undefined ? [] : ((JSON.parse(text) as { importPaths?: string[] }).importPaths ?? []);
}

/** Runs a case. `vm` may be shared by all cases. */
export async function runCase(test: Case, level: 0 | 1 | 2, vm: Vm = createVm()): Promise<Observation> {
  let written = '';
  const fail = (...problems: string[]): Observation => ({ problems, output: written });
  let compiled: ReturnType<typeof compile>;
  try {
    compiled = compile(test.files, { level, searchPaths: importPaths(test) });
  } catch (error) {
    return fail(`internal: ${describe(error)}`);
  }
  const errors = compiled.diagnostics.filter((d) => d.severity === 'error');
  if (test.compile !== null) return fail(...compareDiagnostics(test.compile, errors, 'error'));
  const warnings = compiled.diagnostics.filter((d) => d.severity === 'warning');
  const warned = test.warnings === null ? [] : compareDiagnostics(test.warnings, warnings, 'warning');
  if (!compiled.ok) return fail(...errors.map((d) => `does not compile: ${located(d).label}`));
  for (const bytes of compiled.modules.values()) {
    const problem = roundTripProblem(bytes);
    if (problem !== null) return fail(problem);
  }
  const loaded = load(vm, compiled.modules);
  if (!loaded.ok)
    return fail(
      `module ${loaded.module} is invalid: ${loaded.diagnostics.map((d) => `${d.rule} at ${d.offset}: ${d.message}`).join('; ')}`,
    );
  const made = loaded.program.instantiate({
    interfaces: interfacesOf(test),
    limits: {
      fuel: numberOption(test, 'fuel', DEFAULT_FUEL),
      memory: numberOption(test, 'memory', 268_435_456),
      depth: numberOption(test, 'depth', 200_000),
    },
    output: (text) => {
      written += text;
    },
  });
  if (!made.ok)
    return fail(
      ...(test.link === null
        ? [`cannot be linked: ${made.problems.join('; ')}`]
        : linkProblems(test.link, made.problems)),
    );
  if (test.link !== null) return fail('expected a link error');
  const observed = await runInstance(test, made.instance, () => written);
  return { problems: [...warned, ...observed.problems], output: observed.output };
}
