/**
 * What can be known of a class without running it: its parent, its fields, and how it is called.
 */
import type { SourceFile } from '@holt/diagnostics';
import type { Block, ClassStatement, InitMember, Statement } from '@holt/syntax';
import type { ClassField } from './model.ts';
import type { Signature } from './signature.ts';
import { makeSignature, signatureOf } from './signature.ts';

/** A class as far as it is known. */
export interface ClassFacts {
  readonly name: string;
  /** The parent, null if there is none, `unknown` if it is not known which. */
  parent: ClassFacts | 'unknown' | null;
  readonly fields: readonly ClassField[];
  readonly fieldNames: ReadonlySet<string>;
  /** How `init` is called, without `self`; null if there is none. */
  readonly init: Signature | null;
  /** Whether fields that are not declared can be written. */
  readonly open: boolean;
  /** How it is called, and the `init` that it has or inherits, once somebody has asked. */
  call?: Signature | null;
  nearestInit?: Signature | 'unknown' | null;
}

const errorFields = ['message', 'cause', 'trace'];

/** The built-in errors, which share one shape. */
export function errorFacts(name: string): ClassFacts {
  return {
    name,
    parent: null,
    fields: errorFields.map((field) => ({ name: field, hasDefault: true })),
    fieldNames: new Set(errorFields),
    init: makeSignature(
      name,
      [
        { name: 'message', kind: 'required' },
        { name: 'cause', kind: 'optional' },
      ],
      `${name}(message, cause = none)`,
    ),
    open: false,
  };
}

/** Collects what a class statement says about itself; its parent is linked later. */
export function factsOf(node: ClassStatement, file: SourceFile): ClassFacts {
  const fields: ClassField[] = [];
  const seen = new Set<string>();
  const add = (name: string, hasDefault: boolean): void => {
    if (seen.has(name)) return;
    seen.add(name);
    fields.push({ name, hasDefault });
  };
  let init: InitMember | null = null;
  let open = false;
  for (const member of node.members) {
    if (member.kind === 'field-member') add(member.name.name, member.default !== null);
    else if (member.kind === 'init-member') init ??= member;
    else if (member.kind === 'method-member' && member.fn.name.name === 'op_set') open = true;
  }
  if (init !== null) definedFields(init.body, (name) => add(name, false));
  return {
    name: node.name.name,
    parent: node.parent === null ? null : 'unknown',
    fields,
    fieldNames: seen,
    init: init === null ? null : signatureOf(node.name.name, init.params.slice(1), file),
    open,
  };
}

/** Calls `add` for the `f` of each `self.f := …` of a block and the blocks in it, in order. */
function definedFields(block: Block, add: (name: string) => void): void {
  for (const statement of block.body) {
    if (statement.kind === 'define') {
      const { target } = statement;
      if (target.kind === 'field' && target.object.kind === 'name' && target.object.name === 'self')
        add(target.name.name);
    }
    for (const inner of innerBlocks(statement)) definedFields(inner, add);
  }
}

function innerBlocks(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case 'if': {
      const bodies = statement.clauses.map((clause) => clause.body);
      return statement.otherwise === null ? bodies : [...bodies, statement.otherwise];
    }
    case 'while':
    case 'loop':
    case 'for':
    case 'with':
      return [statement.body];
    case 'try': {
      const bodies = [statement.body, ...statement.catches.map((clause) => clause.body)];
      return statement.finally === null ? bodies : [...bodies, statement.finally];
    }
    case 'match':
      return statement.arms.map((arm) => arm.body);
    default:
      return [];
  }
}

/** Chains are followed so far; what lies beyond is left to the run. */
const maxAncestors = 200;

/** A class and its parents, nearest first; `unknown` comes last if it is not known how the chain goes on. */
export function ancestry(facts: ClassFacts): (ClassFacts | 'unknown')[] {
  const chain: (ClassFacts | 'unknown')[] = [];
  for (let current: ClassFacts | 'unknown' | null = facts; current !== null; current = current.parent) {
    if (chain.length === maxAncestors) current = 'unknown';
    chain.push(current);
    if (current === 'unknown') break;
  }
  return chain;
}

/** How a class is called, or null if that is not known. */
export function constructorOf(facts: ClassFacts): Signature | null {
  if (facts.call === undefined) facts.call = makeConstructor(facts);
  return facts.call;
}

function makeConstructor(facts: ClassFacts): Signature | null {
  const init = nearestInit(facts);
  if (init === 'unknown') return null;
  if (init !== null) return { ...init, name: facts.name, text: renamed(init.text, facts.name) };
  const classes = ancestry(facts)
    .filter((known) => known !== 'unknown')
    .reverse();
  const fields = classes.flatMap((known) => known.fields);
  return makeSignature(
    facts.name,
    fields.map((field) => ({ name: field.name, kind: field.hasDefault ? 'named_optional' : 'named' })),
    `${facts.name}(${fields.map((field) => `${field.name} = …`).join(', ')})`,
  );
}

function renamed(text: string, name: string): string {
  return name + text.slice(text.indexOf('('));
}

/** The `init` that making an instance runs: null if there is none, `unknown` if it is not known. */
function nearestInit(facts: ClassFacts): Signature | 'unknown' | null {
  const passed: ClassFacts[] = [];
  let found: Signature | 'unknown' | null = null;
  for (const known of ancestry(facts)) {
    if (known === 'unknown') {
      found = 'unknown';
      break;
    }
    const init = known.init ?? known.nearestInit;
    if (init !== undefined && init !== null) {
      found = init;
      break;
    }
    if (init === null && known.nearestInit === null) break;
    passed.push(known);
  }
  for (const known of passed) known.nearestInit = found;
  return found;
}

/** The `init` that `super(…)` reaches: its signature, null if there is none, `unknown` if it is not known. */
export function parentInit(facts: ClassFacts): Signature | 'unknown' | null {
  if (facts.parent === null || facts.parent === 'unknown') return 'unknown';
  return nearestInit(facts.parent);
}

/** Whether instances have a field; null if that is not known. */
export function hasField(facts: ClassFacts, name: string): boolean | null {
  for (const known of ancestry(facts)) {
    if (known === 'unknown' || known.open) return null;
    if (known.fieldNames.has(name)) return true;
  }
  return false;
}

/** Names of all fields that are known, own and inherited. */
export function* fieldNames(facts: ClassFacts): Iterable<string> {
  for (const known of ancestry(facts)) if (known !== 'unknown') yield* known.fieldNames;
}
