/**
 * Names that are declared twice in one block. Functions that accept different numbers of arguments are overloads,
 * which is no mistake, but cannot be compiled yet.
 */
import { codegenMessages, namesMessages } from '@holt/diagnostics';
import type { FnStatement, Parameter, Place } from '@holt/syntax';
import type { Reporter } from './reporter.ts';

/** Reports a second declaration of a name; `functions` are both declarations where they are functions. */
export function reportRedeclared(
  report: Reporter,
  name: string,
  place: Place,
  before: Place,
  functions: readonly [FnStatement, FnStatement] | null,
): void {
  if (functions !== null && areOverloads(functions[0].params, functions[1].params)) {
    report.add(
      codegenMessages.notSupportedYet({ what: `several functions \`${name}\` with different numbers of arguments` }),
      place,
    );
    return;
  }
  const assign = functions === null ? { hint: `Write \`${name} = …\` to assign it` } : {};
  report.add(namesMessages.alreadyDeclared({ name }), place, {
    ...assign,
    notes: [report.note(`\`${name}\` is declared here first`, before)],
  });
}

/** Whether no number of arguments fits both of two parameter lists; null stands for what is not called. */
export function areOverloads(a: readonly Parameter[] | null, b: readonly Parameter[] | null): boolean {
  if (a === null || b === null) return false;
  const [low, high] = argumentCounts(a);
  const [otherLow, otherHigh] = argumentCounts(b);
  return low > otherHigh || otherLow > high;
}

function argumentCounts(params: readonly Parameter[]): [number, number] {
  const positional = params.filter((param) => !param.rest && !param.namedOnly);
  const required = positional.filter((param) => !param.optional && param.default === null).length;
  return [required, params.some((param) => param.rest) ? Infinity : positional.length];
}
