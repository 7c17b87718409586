/** What the specs of passes share: modules from text, and what holds for every pass whatever it does. */
import { assemble, encode, type Module, print, validate } from '@holt/transfer';
import { expect } from 'vitest';
import type { Pass } from '../../../src/pipeline.ts';

/** Freezes a module all the way down, so that a pass that writes its input fails. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) {
    return value;
  }
  Object.freeze(value);
  for (const item of Object.values(value)) freeze(item);
  return value;
}

/** What the validator says about a module. */
export function faultsOf(module: Module): readonly string[] {
  const result = validate(encode(module));
  return result.ok ? [] : result.diagnostics.map(({ rule, message }) => `${rule} ${message}`);
}

/** The module of a text; the text must assemble and be valid. */
export function moduleOf(text: string): Module {
  const result = assemble(text);
  if (!result.ok) throw new Error(`the text does not assemble: ${JSON.stringify(result.diagnostics)}`);
  expect(faultsOf(result.module)).toEqual([]);
  return freeze(result.module);
}

/** A function to try a pass on. */
export interface Sample {
  /** Parameters and upvalues as the text form writes them. */
  readonly head?: string;
  readonly code: string;
}

/** A module with a function `f` of the given code; its registers are counted from the text. */
export function sampleModule(sample: Sample | string): Module {
  const { head = '()', code } = typeof sample === 'string' ? { code: sample } : sample;
  const params =
    /^\(([^)]*)\)/
      .exec(head)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '').length ?? 0;
  const registers = [...code.matchAll(/\br(\d+)/g)].map((found) => Number(found[1]) + 1);
  const upvalues = /upvalues \(([^)]*)\)/.exec(head)?.[1]?.split(',') ?? [];
  return moduleOf(
    [
      'holt module 1',
      'global g',
      'global h',
      'start main',
      '',
      ...mainOf(upvalues),
      '',
      `fn f ${head} registers ${Math.max(params, ...registers)}`,
      ...linesOf(code).map((line) => `  ${line}`),
      '',
      'fn inner () upvalues (cell) registers 0',
      '  return_none',
      '',
    ].join('\n'),
  );
}

/** A start function that closes `f`, so that it is reached. */
function mainOf(upvalues: readonly string[]): readonly string[] {
  if (upvalues.length === 0) {
    return ['fn main () registers 1', '  closure r0, f, []', '  store_global g, r0', '  return_none'];
  }
  const captures = upvalues.map((kind) => (kind.trim() === 'cell' ? 'r1' : 'r0'));
  return [
    'fn main () registers 3',
    '  load_none r0',
    '  new_cell r1, r0',
    `  closure r2, f, [${captures.join(', ')}]`,
    '  store_global g, r2',
    '  return_none',
  ];
}

function linesOf(code: string): readonly string[] {
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent).trimEnd());
}

/** The code of `f`, as the text form shows it without places. */
export function codeOf(module: Module, options: { readonly places: boolean } = { places: false }): string {
  const [, ...lines] = print(module, { function: 'f', places: options.places }).trimEnd().split('\n');
  return lines.map((line) => line.slice(2)).join('\n');
}

/** Runs a pass, and checks what every pass keeps: a valid result, and nothing to do a second time. */
export function runPass(pass: Pass, before: Module): Module {
  const after = pass.run(before);
  expect(faultsOf(after)).toEqual([]);
  expect(pass.run(freeze(after))).toBe(after);
  return after;
}

/** Expects a pass to turn the code of a function into another. */
export function expectCode(pass: Pass, sample: Sample | string, after: string): void {
  expect(codeOf(runPass(pass, sampleModule(sample)))).toBe(linesOf(after).join('\n'));
}

/** Expects a pass to give back the very module that it got. */
export function expectUnchanged(pass: Pass, sample: Sample | string): void {
  const module = sampleModule(sample);
  expect(codeOf(pass.run(module))).toBe(codeOf(module));
  expect(pass.run(module)).toBe(module);
}
