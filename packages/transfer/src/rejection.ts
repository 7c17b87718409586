/** How the codec says what is wrong with a module, and how it stops at that. */
import type { RuleId } from './rules-table.ts';

/** What is wrong with a module, and where. */
export interface ModuleDiagnostic {
  readonly rule: RuleId;
  /** Offset in the bytes of the module. */
  readonly offset: number;
  readonly message: string;
  readonly hint: string | null;
  /** Index of the function whose body is at fault, or null. */
  readonly functionIndex: number | null;
}

/** A custom section that was dropped because its contents are malformed. */
export interface ModuleWarning {
  readonly section: string;
  readonly message: string;
}

/** Thrown inside the codec at the first fault of a part; never leaves it. No Error, since nobody needs its stack. */
export class Rejection {
  readonly diagnostic: ModuleDiagnostic;

  constructor(diagnostic: ModuleDiagnostic) {
    this.diagnostic = diagnostic;
  }
}

/** Stops with a diagnostic. */
export const reject = (rule: RuleId, offset: number, message: string, hint: string | null = null): never => {
  throw new Rejection({ rule, offset, message, hint, functionIndex: null });
};
