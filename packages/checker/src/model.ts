/**
 * What the checker finds out about a program: modules, functions, blocks, and what each name means.
 * Everything is keyed by nodes of the tree, which stays as the parser made it.
 */
import type { SourceFile } from '@holt/diagnostics';
import type {
  Block,
  BreakStatement,
  CallExpr,
  ClassStatement,
  ContinueStatement,
  DeferStatement,
  ExternFunction,
  ExternStatement,
  FieldExpr,
  FnExpr,
  FnStatement,
  ForStatement,
  Ident,
  InitMember,
  LambdaExpr,
  LoopStatement,
  ModuleTree,
  NameExpr,
  NamePattern,
  PipeExpr,
  Place,
  Statement,
  SuperExpr,
  TestStatement,
  WhileStatement,
} from '@holt/syntax';

/** What a variable was declared as; decides whether it may be assigned, and what messages call it. */
export type Role =
  | 'variable'
  | 'constant'
  | 'function'
  | 'class'
  | 'struct'
  | 'enum'
  | 'parameter'
  | 'loop variable'
  | 'error variable';

/**
 * Where a local variable lives.
 * - `register`: captured, if at all, by value
 * - `cell`: in a cell that is made with its first value
 * - `empty-cell`: in a cell that is made where its block begins, because a closure may see it before its first value
 * - `none`: nowhere, since it is a function that is only ever called directly
 */
export type Storage = 'register' | 'cell' | 'empty-cell' | 'none';

/** A variable of a function's frame. */
export interface LocalVariable {
  readonly kind: 'local';
  readonly name: string;
  readonly place: Place;
  readonly role: Role;
  readonly owner: FunctionScope;
  /** The declaration of what is known when it is called. */
  readonly declaration: FnStatement | ClassStatement | null;
  /** Whether something besides its declaration writes it. */
  readonly assigned: boolean;
  readonly storage: Storage;
  /** Whether it is a function without upvalues, which needs no function value to be called. */
  readonly direct: boolean;
}

/** A variable of a module's top level. */
export interface GlobalVariable {
  readonly kind: 'global';
  readonly name: string;
  readonly place: Place;
  readonly role: Role;
  /** Position among the module's globals. */
  readonly index: number;
  readonly declaration: Statement | null;
  readonly assigned: boolean;
  readonly exported: boolean;
}

/** A name shared by all modules of an instance. */
export interface SharedVariable {
  readonly kind: 'shared';
  readonly name: string;
  readonly place: Place;
  /** Position among the module's shared names. */
  readonly index: number;
  /** Whether this module gives it its value. */
  readonly defines: boolean;
}

/** A module that another one refers to: one of the program, or a library that is known by its names only. */
export interface ModuleLink {
  /** Absolute dotted name. */
  readonly name: string;
  readonly module: ResolvedModule | null;
  /** Names that a library module exports; null if `module` is there. */
  readonly library: ReadonlySet<string> | null;
}

/** A name of another module: bound by `from m import n`, or reached by `m.n`. */
export interface ImportedName {
  readonly kind: 'import';
  /** Name in the module that exports it. */
  readonly name: string;
  readonly source: ModuleLink;
  /** What it is in the end, through all re-exports; null if that is not known. */
  readonly target: GlobalVariable | null;
}

/** A module bound by `import m`. */
export interface ImportedModule {
  readonly kind: 'module';
  readonly source: ModuleLink;
}

/** A name of the prelude. */
export interface Builtin {
  readonly kind: 'builtin';
  readonly name: string;
}

/** `fs` of `extern "fs@1.2" as fs`. */
export interface HostInterface {
  readonly kind: 'interface';
  readonly name: string;
  readonly place: Place;
  readonly node: ExternStatement;
  readonly requirement: Requirement;
}

/** Parts of `ns:fs@1.2`. */
export interface Requirement {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
}

/** `fs.read`. */
export interface HostFunction {
  readonly kind: 'host';
  readonly interface: HostInterface;
  readonly node: ExternFunction;
}

/** A type that has no value at run time: an alias or a type parameter. */
export interface TypeName {
  readonly kind: 'type';
  readonly name: string;
  readonly place: Place;
}

/** Something wrong that has been reported; nothing more is said about it. */
export interface UnknownName {
  readonly kind: 'unknown';
  readonly name: string;
}

/** What a name means. */
export type Binding =
  | LocalVariable
  | GlobalVariable
  | SharedVariable
  | ImportedName
  | ImportedModule
  | Builtin
  | HostInterface
  | HostFunction
  | TypeName
  | UnknownName;

/** Nodes whose code runs as a function of its own. A class stands for the function that sets its default fields. */
export type FunctionNode =
  | ModuleTree
  | FnStatement
  | FnExpr
  | LambdaExpr
  | InitMember
  | DeferStatement
  | ClassStatement
  | TestStatement;

/** A function as its code needs it. */
export interface FunctionScope {
  readonly node: FunctionNode;
  readonly parent: FunctionScope | null;
  /** Variables of enclosing functions that it uses, in the order of its upvalues. */
  readonly upvalues: readonly LocalVariable[];
  readonly hasDefer: boolean;
  /** Methods of the parent class that functions inside it use, each in a hidden variable of this function. */
  readonly supers: ReadonlyMap<string, LocalVariable>;
  /** The parameter `self` of a method. */
  readonly self: LocalVariable | null;
}

/** A block as its code needs it. */
export interface BlockScope {
  /** Whether its functions are made where it begins, because one of them is named before it stands. */
  readonly hoists: boolean;
  /** Variables for which an empty cell is made where it begins. */
  readonly emptyCells: readonly LocalVariable[];
}

/** Nodes that open a block scope. */
export type BlockNode = Block | ModuleTree;

/** Nodes that `break` and `continue` can mean. */
export type LoopNode = WhileStatement | LoopStatement | ForStatement;

/** Nodes that stand for a name. */
export type NameNode = NameExpr | NamePattern | FieldExpr | Ident;

/** What is known of a class. */
export interface ClassShape {
  readonly node: ClassStatement;
  /** Own fields in the order of the descriptor. */
  readonly fields: readonly ClassField[];
  /** Whether `init` calls `super(…)` itself. */
  readonly callsSuper: boolean;
}

/** A field of a class. */
export interface ClassField {
  readonly name: string;
  readonly hasDefault: boolean;
}

/** A call whose callee and parameters are known: for each parameter from the first the argument that it gets, or null for none. */
export interface DirectCall {
  readonly order: readonly (number | null)[];
}

/** A module whose names are resolved. */
export interface ResolvedModule {
  /** Absolute dotted name. */
  readonly name: string;
  readonly file: SourceFile;
  readonly tree: ModuleTree;
  readonly top: FunctionScope;
  readonly names: ReadonlyMap<NameNode, Binding>;
  readonly functions: ReadonlyMap<FunctionNode, FunctionScope>;
  readonly blocks: ReadonlyMap<BlockNode, BlockScope>;
  readonly classes: ReadonlyMap<ClassStatement, ClassShape>;
  /** The loop that each `break` and `continue` means. */
  readonly loops: ReadonlyMap<BreakStatement | ContinueStatement, LoopNode>;
  /** Loops that some `break` leaves. */
  readonly broken: ReadonlySet<LoopNode>;
  /** Calls whose arguments can be passed by position alone. */
  readonly directCalls: ReadonlyMap<CallExpr | PipeExpr, DirectCall>;
  /** Hidden variables behind `super.m` in functions inside a method. */
  readonly superUses: ReadonlyMap<SuperExpr, LocalVariable>;
  /** Module-level functions that are named before their statement in a block other than the top level are not among these. */
  readonly globals: readonly GlobalVariable[];
  readonly shared: readonly SharedVariable[];
  readonly interfaces: readonly HostInterface[];
  /** Exported names that exist at run time, in order of declaration. */
  readonly exports: ReadonlyMap<string, GlobalVariable | ImportedName>;
  /** The module that each import statement runs. */
  readonly imports: ReadonlyMap<Statement, ModuleLink>;
}
