/**
 * The names of the prelude as bindings, with their signatures where they are called in a fixed way.
 */

import type { PreludeEntry } from '@holt/interfaces';
import { prelude } from '@holt/interfaces';
import type { FnStatement } from '@holt/syntax';
import { errorFacts } from './class-facts.ts';
import type { Binding, Builtin } from './model.ts';
import type { Signature } from './signature.ts';
import { parseSignature } from './signature.ts';

/** The prelude as one check of a program sees it; bindings and signatures are made when first asked for. */
export class Prelude {
  readonly #bindings: Map<string, Builtin> = new Map();
  readonly #signatures: Map<string, Signature | null> = new Map();
  readonly #declared: Map<FnStatement, Signature> = new Map();

  /** The binding of a name, or null if the prelude does not have it. */
  builtin(name: string): Binding | null {
    const known = this.#bindings.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(prelude, name)) return null;
    const binding: Builtin = { kind: 'builtin', name };
    this.#bindings.set(name, binding);
    return binding;
  }

  /** How a name is called, or null if that is not fixed. */
  signature(name: string): Signature | null {
    const known = this.#signatures.get(name);
    if (known !== undefined) return known;
    const text = entry(name)?.signature ?? null;
    const made = this.isError(name) ? errorFacts(name).init : text === null ? null : parseSignature(text);
    this.#signatures.set(name, made);
    return made;
  }

  /** The signature of a declaration, made once. */
  declared(node: FnStatement, make: () => Signature): Signature {
    let signature = this.#declared.get(node);
    if (signature === undefined) {
      signature = make();
      this.#declared.set(node, signature);
    }
    return signature;
  }

  /** Whether a name is one of the built-in kinds of error. */
  isError(name: string): boolean {
    return entry(name)?.kind === 'error';
  }

  /** All names. */
  names(): readonly string[] {
    return Object.keys(prelude);
  }
}

function entry(name: string): PreludeEntry | null {
  return Object.hasOwn(prelude, name) ? ((prelude as Readonly<Record<string, PreludeEntry>>)[name] ?? null) : null;
}
