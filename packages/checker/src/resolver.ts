/**
 * The state of name resolution in one module: scopes, the current function and block, and what is recorded on the way.
 * Statements, expressions, patterns and classes are resolved by the functions of the files beside it, in the order of the text.
 */
import { codegenMessages, namesMessages } from '@holt/diagnostics';
import type { Expression, Ident, NameExpr, Place } from '@holt/syntax';
import type { ClassFacts } from './class-facts.ts';
import { errorFacts } from './class-facts.ts';
import type { DraftBlock, DraftFunction, DraftGlobal, DraftLocal, DraftModule, Frame, Home } from './draft.ts';
import type { Binding, BlockNode, FunctionNode, Role } from './model.ts';
import { NameTable } from './name-table.ts';
import type { BoundName } from './pattern-names.ts';
import type { Prelude } from './prelude-names.ts';
import { reportRedeclared } from './redeclared.ts';
import { Reporter } from './reporter.ts';
import { describeBinding, reportUnknown } from './unknown-names.ts';

/** What distinguishes a function that is entered. */
export interface FunctionTraits {
  readonly createdAt: number;
  readonly hoistedBy: DraftBlock | null;
  readonly home: Home | null;
}

/** What distinguishes a local variable that is declared. */
export interface LocalTraits {
  readonly role: Role;
  readonly setFrom: number;
  readonly declaration?: DraftLocal['declaration'];
  readonly reached?: boolean;
}

/** The mutually recursive parts of the resolution, so that their files need not import each other in circles. */
export interface Rules {
  readonly expression: (resolver: Resolver, node: Expression) => void;
  /** The statements of a block, in the scope that is open. */
  readonly statements: (resolver: Resolver, node: BlockNode) => void;
}

/** Resolves the names of one module. */
export class Resolver {
  readonly module: DraftModule;
  readonly prelude: Prelude;
  readonly #rules: Rules;
  readonly report: Reporter;
  readonly names: NameTable<Binding> = new NameTable();
  /** The function whose code is being resolved. */
  fn: DraftFunction;
  /** The block whose statements are being resolved; null in the scope of a comprehension or of parameters. */
  block: DraftBlock | null = null;
  /** Whether statements stand at the module's top level. */
  atTop = false;
  /** Whether the code that is being resolved can never run, so that what must fail in it does not matter. */
  dead = false;
  readonly #muted: Reporter;

  constructor(module: DraftModule, prelude: Prelude, rules: Rules) {
    this.module = module;
    this.prelude = prelude;
    this.#rules = rules;
    this.report = module.report;
    this.fn = module.top;
    this.#muted = new Reporter(module.file);
  }

  /** Resolves an expression whose value is used. */
  expression(node: Expression): void {
    this.#rules.expression(this, node);
  }

  /** Resolves the statements of a block in the current scope. */
  statements(node: BlockNode): void {
    this.#rules.statements(this, node);
  }

  /** Takes reports of what must fail where it runs. */
  get failures(): Reporter {
    return this.dead ? this.#muted : this.report;
  }

  /** Runs `body` for code that can never run if `dead`. */
  inDead(dead: boolean, body: () => void): void {
    const before = this.dead;
    this.dead = before || dead;
    body();
    this.dead = before;
  }

  /** The innermost loop or `finally` around the current statement. */
  get frames(): Frame | null {
    return this.fn.frames;
  }

  /** Runs `body` in a scope of its own. */
  inScope(body: () => void): void {
    const { block, atTop } = this;
    this.atTop = false;
    this.names.enter();
    body();
    this.names.leave();
    this.block = block;
    this.atTop = atTop;
  }

  /** Runs `body` with one more frame around it. */
  inFrame(frame: Frame, body: () => void): void {
    const before = this.fn.frames;
    this.fn.frames = frame;
    body();
    this.fn.frames = before;
  }

  /** Runs `body` as the code of a function, in a scope of its own. */
  inFunction(node: FunctionNode, traits: FunctionTraits, body: (fn: DraftFunction) => void): DraftFunction {
    const outer = this.fn;
    const fn = newFunction(node, outer, traits);
    this.module.functions.set(node, fn);
    this.module.allFunctions.push(fn);
    this.fn = fn;
    this.inScope(() => {
      this.block = null;
      body(fn);
    });
    this.fn = outer;
    return fn;
  }

  /** Opens the record of a block in the current scope. */
  openBlock(node: BlockNode): DraftBlock {
    const block: DraftBlock = { start: node.start, hoists: false, emptyCells: [], functions: [] };
    this.module.blocks.set(node, block);
    this.block = block;
    return block;
  }

  // ---------------------------------------------------------------- declaring

  /** Declares what a statement binds: at the top level a global that is known already, else a local variable. */
  declare(node: BoundName, traits: LocalTraits): Binding {
    if (this.atTop) {
      const binding = this.module.topNames.get(node.name)?.binding ?? unknown(node.name);
      this.module.names.set(node, binding);
      return binding;
    }
    return this.declareLocal(node, traits);
  }

  /** Declares a local variable in the innermost scope. */
  declareLocal(node: BoundName, traits: LocalTraits): DraftLocal {
    const local = this.newLocal(node.name, node, traits);
    this.module.names.set(node, local);
    if (node.name === '_') return local;
    const before = this.names.findInnermost(node.name);
    if (before !== null && before.kind !== 'unknown') this.#redeclared(local, before);
    else {
      this.#warnIfShadowing(local);
      this.names.declare(node.name, local);
    }
    return local;
  }

  /** A local variable of the current function that no name leads to yet. */
  newLocal(name: string, place: Place, traits: LocalTraits): DraftLocal {
    return {
      kind: 'local',
      name,
      place,
      role: traits.role,
      owner: this.fn,
      declaration: traits.declaration ?? null,
      assigned: false,
      storage: 'register',
      direct: false,
      block: this.block,
      setFrom: traits.setFrom,
      lastAssign: -1,
      assignedInside: false,
      reached: traits.reached ?? true,
      usedAsValue: false,
      earlyValue: false,
      earlyCall: false,
    };
  }

  #redeclared(local: DraftLocal, before: Binding): void {
    const place = 'place' in before ? before.place : local.place;
    const first = before.kind === 'local' ? before.declaration : null;
    const second = local.declaration;
    const functions = first?.kind === 'fn' && second?.kind === 'fn' ? ([first, second] as const) : null;
    reportRedeclared(this.report, local.name, local.place, place, functions);
  }

  #warnIfShadowing(local: DraftLocal): void {
    const hidden = this.names.find(local.name);
    if (hidden?.kind !== 'local' || hidden.owner !== this.fn || hidden.name === 'self') return;
    this.report.add(namesMessages.shadowedLocal({ name: local.name, what: describeBinding(hidden) }), local.place, {
      notes: [this.report.note(`\`${local.name}\` is declared here first`, hidden.place)],
    });
  }

  // ---------------------------------------------------------------- looking up

  /** What a name means at a place, or null. */
  find(name: string, place: Place): Binding | null {
    const local = this.names.find(name);
    if (local !== null) return local;
    const top = this.module.topNames.get(name);
    if (top !== undefined && !(this.fn === this.module.top && place.start < top.visibleFrom)) return top.binding;
    return this.prelude.builtin(name);
  }

  /** What a name means; reports a name that means nothing, once for its scope. */
  lookup(node: NameExpr | Ident): Binding {
    const binding = this.find(node.name, node) ?? this.#unknown(node);
    this.module.names.set(node, binding);
    return binding;
  }

  #unknown(node: NameExpr | Ident): Binding {
    reportUnknown(this, node);
    return this.silence(node.name);
  }

  /** Declares a name that means nothing, so that no more is said about it in this scope. */
  silence(name: string): Binding {
    const binding = unknown(name);
    this.names.declare(name, binding);
    return binding;
  }

  // ---------------------------------------------------------------- using

  /** Notes that the current function uses a binding's value, or calls it directly. */
  use(binding: Binding, directCall: boolean): void {
    if (binding.kind !== 'local') return;
    const local = binding as DraftLocal;
    if (!directCall) local.usedAsValue = true;
    if (!local.reached) {
      if (directCall) local.earlyCall = true;
      else if (local.role === 'function' || local.owner === this.fn) local.earlyValue = true;
    }
    if (local.owner !== this.fn) this.#capture(local, !directCall);
  }

  /** Notes that the functions from the current one up to the variable's owner need it. */
  #capture(local: DraftLocal, asValue: boolean): void {
    for (let fn: DraftFunction | null = this.fn; fn !== null && fn !== local.owner; fn = fn.parent) {
      const before = fn.captures.get(local);
      if (before === true || before === asValue) return;
      fn.captures.set(local, asValue);
    }
  }

  /** Notes an assignment to a variable by the current function. */
  assign(binding: DraftLocal | DraftGlobal, place: Place): void {
    binding.assigned = true;
    if (binding.kind === 'global') return;
    binding.lastAssign = Math.max(binding.lastAssign, place.start);
    if (binding.owner === this.fn) return;
    binding.assignedInside = true;
    this.#capture(binding, true);
  }

  // ---------------------------------------------------------------- the rest

  /** The method or initialiser around the current place, however deep in functions. */
  get method(): DraftFunction | null {
    let fn: DraftFunction | null = this.fn;
    while (fn !== null && fn.home === null) fn = fn.parent;
    return fn;
  }

  /** Reports a construct that this compiler knows but cannot compile. */
  unsupported(what: string, place: Place): void {
    this.report.add(codegenMessages.notSupportedYet({ what }), place);
  }

  /** What is known of the class that a binding means, or null. */
  factsFor(binding: Binding): ClassFacts | null {
    if (binding.kind === 'builtin') return this.prelude.isError(binding.name) ? errorFacts(binding.name) : null;
    if (binding.kind === 'local' || binding.kind === 'global') {
      const node = binding.declaration;
      if (node?.kind !== 'class') return null;
      const owner = binding.kind === 'global' ? (binding as DraftGlobal).module : this.module;
      return owner.classFacts.get(node) ?? null;
    }
    return binding.kind === 'import' && binding.target !== null ? this.factsFor(binding.target) : null;
  }
}

function newFunction(node: FunctionNode, parent: DraftFunction | null, traits: FunctionTraits): DraftFunction {
  return {
    node,
    parent,
    upvalues: [],
    hasDefer: false,
    supers: new Map(),
    self: null,
    createdAt: traits.createdAt,
    hoistedBy: traits.hoistedBy,
    around: parent?.frames ?? null,
    captures: new Map(),
    home: traits.home,
    frames: null,
  };
}

/** The function that a module's top level is. */
export function newTopFunction(node: FunctionNode): DraftFunction {
  return newFunction(node, null, { createdAt: 0, hoistedBy: null, home: null });
}

function unknown(name: string): Binding {
  return { kind: 'unknown', name };
}
