/** Compiles texts for the tests of lowering. */

import type { Module } from '@holt/transfer';
import { decode, print, validate } from '@holt/transfer';
import type { Compilation, CompileOptions } from '../src/index.ts';
import { compileProgram } from '../src/index.ts';

/** Compiles `main.holt` and its other files. */
export function compileFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<CompileOptions> = {},
): Compilation {
  const read = (path: string): string | null => (Object.hasOwn(files, path) ? (files[path] ?? null) : null);
  const compiled = compileProgram({ entry: 'main.holt', read, ...options });
  if (compiled === null) throw new Error('there is no main file');
  return compiled;
}

/** The unoptimised main module of a program that must compile to valid bytes. */
export function lowered(text: string, files: Readonly<Record<string, string>> = {}): Module {
  const { modules, diagnostics } = compileFiles({ ...files, 'main.holt': text }, { level: 0 });
  const bytes = modules.get('main');
  if (bytes === undefined) throw new Error(diagnostics.map((diagnostic) => diagnostic.text).join('\n'));
  const valid = validate(bytes);
  if (!valid.ok) throw new Error(`${valid.diagnostics[0]?.rule}: ${valid.diagnostics[0]?.message}`);
  const decoded = decode(bytes);
  if (!decoded.ok) throw new Error('the bytes cannot be decoded');
  return decoded.module;
}

/** The text form of the main module without what is the same everywhere. */
export function loweredText(text: string, files: Readonly<Record<string, string>> = {}): string {
  return print(lowered(text, files))
    .split('\n')
    .filter((line) => !/^(holt module|start |custom )/.test(line))
    .join('\n')
    .trim();
}

/** The code of one function of the main module, without the places. */
export function codeOf(name: string, text: string, files: Readonly<Record<string, string>> = {}): string {
  const lines = loweredText(text, files).split('\n');
  const start = lines.findIndex((line) => line.startsWith(`fn ${name} `) || line.startsWith(`fn "${name}" `));
  const end = lines.findIndex((line, index) => index > start && line === '');
  return lines
    .slice(start, end === -1 ? undefined : end)
    .map((line) => line.replace(/ @(\d+:\d+|-)$/, ''))
    .join('\n');
}
