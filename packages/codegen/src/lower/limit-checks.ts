/**
 * What a module may not exceed, as the transfer format's limits table says: found here, where it can be said at a place
 * in the source.
 */

import type { Module } from '@holt/transfer';
import { limits } from '@holt/transfer';
import type { FunctionLowering } from './lowering.ts';

/** A number that is too large. */
export interface Excess {
  readonly found: number;
  readonly limit: number;
  readonly unit: string;
}

/** The first limit that a function exceeds, or null. */
export function functionExcess(f: FunctionLowering, params: number): Excess | null {
  return firstExcess([
    [f.regs.count, limits.registers.default, 'registers'],
    [f.out.deepest, limits.nesting.default, 'levels of nested blocks'],
    [f.out.code.length, limits.bodyInstructions.default, 'instructions'],
    [f.scope.upvalues.length, limits.upvalues.default, 'captured variables'],
    [params, limits.params.default, 'parameters'],
  ]);
}

/** The first limit that a module exceeds, or null. */
export function moduleExcess(module: Module): Excess | null {
  const { interfaces, modules } = module;
  const hostFunctions = interfaces.reduce((count, one) => count + one.functions.length, 0);
  const names = modules.reduce((count, one) => count + one.names.length, 0);
  const imports = interfaces.length + modules.length + names + module.builtins.length + module.shared.length;
  return firstExcess([
    [module.strings.length, limits.strings.default, 'different names and strings'],
    [module.constants.length, limits.constants.default, 'constants'],
    [module.types.length, limits.types.default, 'types of host functions'],
    [module.functions.length + hostFunctions, limits.functions.default, 'functions'],
    [imports, limits.imports.default, 'imported names'],
    [module.exports.length, limits.exports.default, 'exports'],
    [module.globals.length, limits.globals.default, 'variables'],
    [module.classes.length, limits.classes.default, 'classes'],
    ...module.classes.flatMap((one): Count[] => [
      [one.fields.length, limits.fields.default, 'fields in one class'],
      [one.methods.length, limits.fields.default, 'methods in one class'],
    ]),
  ]);
}

/** Bytes by which the text of a string is too long, or null. */
export function stringExcess(text: string): Excess | null {
  const limit = limits.stringBytes.default;
  if (text.length * 3 <= limit) return null;
  return firstExcess([[utf8Length(text), limit, 'bytes']]);
}

type Count = readonly [found: number, limit: number, unit: string];

function firstExcess(counts: readonly Count[]): Excess | null {
  const over = counts.find(([found, limit]) => found > limit);
  return over === undefined ? null : { found: over[0], limit: over[1], unit: over[2] };
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else length += code < 0x10000 ? 3 : 4;
  }
  return length;
}
