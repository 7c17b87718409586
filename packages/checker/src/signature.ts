/**
 * What is known of a callee before it runs: its parameters, and how its signature is shown to people.
 */
import type { SourceFile } from '@holt/diagnostics';
import type { Parameter } from '@holt/syntax';

/** A parameter as calls see it. */
export interface SignatureParam {
  readonly name: string;
  readonly kind: 'required' | 'optional' | 'rest' | 'named' | 'named_optional';
}

/** A callee as calls see it. */
export interface Signature {
  readonly name: string;
  readonly params: readonly SignatureParam[];
  /** E.g. `area(width, height = 1)`. */
  readonly text: string;
  /** How many arguments by position are needed, and how many are taken. */
  readonly least: number;
  readonly most: number;
  /** Whether some argument must be passed by name. */
  readonly needsNames: boolean;
}

/** A signature of parameters. */
export function makeSignature(name: string, params: readonly SignatureParam[], text: string): Signature {
  const hasRest = params.some((param) => param.kind === 'rest');
  return {
    name,
    params,
    text,
    least: params.filter((param) => param.kind === 'required').length,
    most: hasRest ? Infinity : params.filter(isPositional).length,
    needsNames: params.some((param) => param.kind === 'named'),
  };
}

/** The signature of declared parameters. */
export function signatureOf(name: string, params: readonly Parameter[], file: SourceFile): Signature {
  return makeSignature(
    name,
    params.map((param) => ({ name: param.name.name, kind: paramKind(param) })),
    `${name}(${params.map((param) => paramText(param, file)).join(', ')})`,
  );
}

/** How a parameter takes its argument. */
export function paramKind(param: Parameter): SignatureParam['kind'] {
  if (param.rest) return 'rest';
  const hasDefault = param.optional || param.default !== null;
  if (param.namedOnly) return hasDefault ? 'named_optional' : 'named';
  return hasDefault ? 'optional' : 'required';
}

function paramText(param: Parameter, file: SourceFile): string {
  const mark = param.rest ? '*' : '';
  const optional = param.optional ? '?' : '';
  const value = param.default === null ? '' : ` = ${quoted(file.text, param.default.start, param.default.end)}`;
  return `${mark}${param.name.name}${optional}${value}`;
}

/** So much of a default is shown. */
const maxQuoted = 40;

function quoted(text: string, start: number, end: number): string {
  const shown = text.slice(start, Math.min(end, start + maxQuoted)).replace(/\s+/g, ' ');
  return end - start > maxQuoted ? `${shown}…` : shown;
}

/** Reads a signature as the prelude's table writes it: `min(*values, key = none)`. */
export function parseSignature(text: string): Signature {
  const open = text.indexOf('(');
  const name = text.slice(0, open);
  const params: SignatureParam[] = [];
  let afterRest = false;
  for (const part of splitParams(text.slice(open + 1, -1))) {
    const written = part.trim();
    const paramName = /[\w]+/.exec(written)?.[0] ?? '';
    if (written.startsWith('*')) {
      params.push({ name: paramName, kind: 'rest' });
      afterRest = true;
      continue;
    }
    const hasDefault = written.includes('=') || written.endsWith('?');
    if (afterRest) params.push({ name: paramName, kind: hasDefault ? 'named_optional' : 'named' });
    else params.push({ name: paramName, kind: hasDefault ? 'optional' : 'required' });
  }
  return makeSignature(name, params, text);
}

/** Splits at commas outside of string literals. */
function splitParams(text: string): string[] {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== ',' || quoted) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

/** How many arguments by position a callee takes, in words: `2 arguments`, `1 to 3 arguments`. */
export function countText(signature: Signature): string {
  const { least, most } = signature;
  if (most === Infinity) return `at least ${plural(least)}`;
  return least === most ? plural(most) : `${least} to ${plural(most)}`;
}

function plural(count: number): string {
  return count === 1 ? '1 argument' : `${count} arguments`;
}

/** Whether a parameter takes an argument by its position. */
export function isPositional(param: SignatureParam): boolean {
  return param.kind === 'required' || param.kind === 'optional';
}
