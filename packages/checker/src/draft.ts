/**
 * The writable side of the model, and what only the checker itself needs to know.
 * Offsets in the text stand for moments: inside one block, what stands further down happens later.
 */
import type {
  BreakStatement,
  CallExpr,
  ClassStatement,
  ContinueStatement,
  Ident,
  PipeExpr,
  Place,
  Statement,
  SuperExpr,
} from '@holt/syntax';
import type { ClassFacts } from './class-facts.ts';
import type {
  Binding,
  BlockNode,
  BlockScope,
  ClassShape,
  DirectCall,
  FunctionNode,
  FunctionScope,
  GlobalVariable,
  HostInterface,
  ImportedName,
  LocalVariable,
  LoopNode,
  ModuleLink,
  NameNode,
  ResolvedModule,
  SharedVariable,
} from './model.ts';
import type { Reporter } from './reporter.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A local variable while its uses are still being collected. */
export interface DraftLocal extends Mutable<LocalVariable> {
  owner: DraftFunction;
  /** Block at whose entry an empty cell would be made; null for what is always set in time. */
  block: DraftBlock | null;
  /** Offset behind which it has a value. */
  setFrom: number;
  /** Offset of its last assignment, or -1. */
  lastAssign: number;
  /** Whether a function other than its owner assigns it. */
  assignedInside: boolean;
  /** Whether the resolver has reached its declaration. */
  reached: boolean;
  /** How a function is used: at all as a value, and before its statement as a value or by a call. */
  usedAsValue: boolean;
  earlyValue: boolean;
  earlyCall: boolean;
}

/** A loop around the place where a function is made, within the function that makes it. */
export interface LoopFrame {
  readonly kind: 'loop';
  readonly start: number;
  /** The statement that `break` and `continue` can mean; null for a comprehension. */
  readonly node: LoopNode | null;
  readonly label: Ident | null;
  readonly outer: Frame | null;
}

/** The body of a `finally`, which jumps may not leave. */
export interface FinallyFrame {
  readonly kind: 'finally';
  readonly outer: Frame | null;
}

/** What encloses a statement inside its function. */
export type Frame = LoopFrame | FinallyFrame;

/** What a function is to the class in whose body it stands. */
export interface Home {
  readonly facts: ClassFacts;
  readonly kind: 'init' | 'method' | 'static' | 'fields';
  /** Place of the first `self` before `super(…)` in an `init`. */
  earlySelf: Place | null;
  callsSuper: boolean;
}

/** A function while its names are being resolved. */
export interface DraftFunction extends Mutable<FunctionScope> {
  readonly node: FunctionNode;
  readonly parent: DraftFunction | null;
  /** Offset at which its function value is made, unless its block hoists it. */
  readonly createdAt: number;
  /** The block that may hoist it; null for what is no `fn` statement. */
  readonly hoistedBy: DraftBlock | null;
  /** Frames around it in its parent. */
  readonly around: Frame | null;
  /** Variables of enclosing functions that it uses; true if not only as the callee of direct calls. */
  readonly captures: Map<DraftLocal, boolean>;
  readonly home: Home | null;
  supers: Map<string, DraftLocal>;
  self: DraftLocal | null;
  /** Frames around the statement that is being resolved. */
  frames: Frame | null;
}

/** A block while its names are being resolved. */
export interface DraftBlock extends Mutable<BlockScope> {
  readonly start: number;
  emptyCells: DraftLocal[];
  /** Functions declared in it. */
  readonly functions: DraftLocal[];
}

/** A module's global while its uses are being collected. */
export interface DraftGlobal extends Mutable<GlobalVariable> {
  readonly module: DraftModule;
}

/** A top-level declaration by name, with where it stands. */
export interface TopEntry {
  readonly binding: Binding;
  /** Offset from which the module's own code may name it. */
  readonly visibleFrom: number;
  readonly place: Place;
}

/** A module while it is being checked. */
export interface DraftModule extends Mutable<ResolvedModule> {
  readonly report: Reporter;
  readonly topNames: Map<string, TopEntry>;
  /** What the module exports, types included. */
  readonly exported: Map<string, TopEntry>;
  readonly allFunctions: DraftFunction[];
  readonly functionLocals: DraftLocal[];
  readonly classLocals: DraftLocal[];
  readonly classFacts: Map<ClassStatement, ClassFacts>;
  top: DraftFunction;
  names: Map<NameNode, Binding>;
  functions: Map<FunctionNode, DraftFunction>;
  blocks: Map<BlockNode, DraftBlock>;
  classes: Map<ClassStatement, ClassShape>;
  loops: Map<BreakStatement | ContinueStatement, LoopNode>;
  broken: Set<LoopNode>;
  directCalls: Map<CallExpr | PipeExpr, DirectCall>;
  superUses: Map<SuperExpr, DraftLocal>;
  globals: DraftGlobal[];
  shared: SharedVariable[];
  interfaces: HostInterface[];
  exports: Map<string, GlobalVariable | ImportedName>;
  imports: Map<Statement, ModuleLink>;
}
