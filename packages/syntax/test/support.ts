/**
 * What the tests of this package share: parsing with short results, and the sources of the case files.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { LineMap } from '@holt/diagnostics';
import { type Expression, type ModuleTree, parse, type Statement } from '../src/index.ts';

/** Parses a text that must be right. */
export function tree(text: string): ModuleTree {
  const result = parse({ name: 'main.holt', text });
  const errors = result.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new Error(`${errors.map((error) => error.text).join('\n')}\nin:\n${text}`);
  return result.tree;
}

/** The only statement of a text. */
export function statement(text: string): Statement {
  const { body } = tree(text);
  if (body.length !== 1 || body[0] === undefined) throw new Error(`${body.length} statements in:\n${text}`);
  return body[0];
}

/** The expression that is declared by `x := …`. */
export function expression(text: string): Expression {
  const declared = statement(`x := ${text}`);
  if (declared.kind !== 'declare') throw new Error(`${declared.kind} in: ${text}`);
  return declared.value;
}

/** All messages of a text as `code line:column`. */
export function messages(text: string): string[] {
  const lines = new LineMap(text);
  return parse({ name: 'main.holt', text }).diagnostics.map(({ code, span }) => {
    const { line, column } = lines.position(span?.start ?? 0);
    return `${code} ${line}:${column}`;
  });
}

/** A tree without places, for comparisons and readable snapshots. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Uint8Array) return `bytes ${value.join(' ')}`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['start', 'end', 'opPlace', 'requirementPlace', 'keyword'].includes(key))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}

/** The tree of a text without places, and without what the formatter decides. */
export function treeShape(text: string): unknown {
  const { doc, pragmas, body } = parse({ name: 'main.holt', text }).tree;
  return withoutInline(plain({ doc, pragmas, body }));
}

function withoutInline(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInline);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'inline')
      .map(([key, inner]) => [key, withoutInline(inner)]),
  );
}

/** A source text of a case file, and whether the case says that it does not compile. */
export interface CaseSource {
  readonly title: string;
  readonly text: string;
  readonly compiles: boolean;
}

/** The sources of all case files of the language's specification. */
export function caseSources(): CaseSource[] {
  const root = new URL('../../spec/cases/', import.meta.url);
  const files = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.case'))
    .sort();
  return files.flatMap((name) => sourcesOf(name, readFileSync(new URL(name, root), 'utf8')));
}

function sourcesOf(name: string, text: string): CaseSource[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .flatMap((section) => {
      const [title = '', ...lines] = section.split('\n');
      const source = lines.slice(lines.findIndex((line) => !line.startsWith('@'))).join('\n');
      const [main = '', ...parts] = source.split(/^--- /m);
      const others = parts
        .filter((part) => /^file \S+\.holt/.test(part))
        .map((part) => part.slice(part.indexOf('\n') + 1));
      const compiles = !parts.some((part) => part.startsWith('compile'));
      return [main, ...others].map((source) => ({ title: `${name}: ${title}`, text: source, compiles }));
    });
}
