/** What a spoiler is: a module that breaks exactly one rule, and where. */
import type { Limits, RuleId } from '../../src/index.ts';
import type { SectionName } from '../../src/wire.ts';
import { offsetOf } from '../build.ts';

/** A module that the validator must reject with this rule at this offset. */
export interface Spoiler {
  readonly rule: RuleId;
  readonly what: string;
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly limits?: Partial<Limits>;
}

/** A spoiler whose fault stands at an offset of the file. */
export const spoil = (
  rule: RuleId,
  what: string,
  bytes: Uint8Array,
  offset: number,
  limits?: Partial<Limits>,
): Spoiler => (limits === undefined ? { rule, what, bytes, offset } : { rule, what, bytes, offset, limits });

/** A spoiler whose fault stands at an offset within the payload of a section. */
export const spoilIn = (
  rule: RuleId,
  what: string,
  bytes: Uint8Array,
  section: SectionName,
  at: number,
  limits?: Partial<Limits>,
): Spoiler => spoil(rule, what, bytes, offsetOf(bytes, section) + at, limits);
