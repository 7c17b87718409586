/**
 * The long texts of all codes, in a subpath of their own so that other bundles need not carry them.
 *
 * @packageDocumentation
 */
import { explanations } from './explain.generated.ts';

/** Markdown text that explains a code, or null if no message has it. */
export function explain(code: string): string | null {
  return Object.hasOwn(explanations, code) ? (explanations[code] ?? null) : null;
}

/** All codes, sorted. */
export function allCodes(): readonly string[] {
  return Object.keys(explanations);
}
