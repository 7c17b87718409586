/**
 * The syntax tree of a Holt module: plain readonly data, one type per construct, discriminated by `kind`.
 * Every node knows its place as a half-open range of UTF-16 offsets into the source text.
 * The tree keeps what the formatter needs (parentheses, spelling of operators, comments) and nothing that is derived.
 */

/** Half-open range of UTF-16 code unit offsets into the source text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** An identifier as written (compared after NFC; `name` is already normalised). */
export interface Ident extends Place {
  readonly kind: 'ident';
  readonly name: string;
}

/** A whole source file. */
export interface ModuleTree extends Place {
  readonly kind: 'module';
  /** Text of the module's own `##` comment, or null. */
  readonly doc: string | null;
  /** `#: name value` lines, in order. */
  readonly pragmas: readonly Pragma[];
  readonly body: readonly Statement[];
  /** All ordinary and doc comments in source order, for the formatter. */
  readonly comments: readonly Comment[];
}

/** A `#: strict_numbers` or `#: import_path "lib"` line. */
export interface Pragma extends Place {
  readonly kind: 'pragma';
  readonly name: string;
  readonly value: string | null;
}

/** A comment with its marker (`#` or `##`). */
export interface Comment extends Place {
  readonly kind: 'comment';
  readonly text: string;
  /** True if nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
}

/** Statements of one block; `inline` tells that they stand on the header's line. */
export interface Block extends Place {
  readonly kind: 'block';
  readonly inline: boolean;
  readonly body: readonly Statement[];
}

// ---------------------------------------------------------------- expressions

export type Expression =
  | NameExpr
  | IntLiteral
  | FloatLiteral
  | StrLiteral
  | BufferLiteral
  | FString
  | BoolLiteral
  | NoneLiteral
  | ListLiteral
  | TupleLiteral
  | TableLiteral
  | RangeExpr
  | UnaryExpr
  | BinaryExpr
  | LogicalExpr
  | IsExpr
  | ConditionalExpr
  | PipeExpr
  | CallExpr
  | IndexExpr
  | SliceExpr
  | FieldExpr
  | SuperExpr
  | LambdaExpr
  | FnExpr
  | ListComprehension
  | TableComprehension
  | MatchExpr
  | YieldExpr
  | SpawnExpr
  | ComptimeExpr
  | ParenExpr
  | ErrorExpr;

/** A variable, `self` included. */
export interface NameExpr extends Place {
  readonly kind: 'name';
  readonly name: string;
}

/** An int; a bigint only where it lies outside ±(2^53-1). */
export interface IntLiteral extends Place {
  readonly kind: 'int';
  readonly value: number | bigint;
}

export interface FloatLiteral extends Place {
  readonly kind: 'float';
  readonly value: number;
}

/** A string of any spelling, with escapes resolved. */
export interface StrLiteral extends Place {
  readonly kind: 'str';
  readonly value: string;
}

export interface BufferLiteral extends Place {
  readonly kind: 'buffer';
  readonly bytes: Uint8Array;
}

/** `f"…"`: literal text (escapes and doubled braces resolved) and holes, in order. */
export interface FString extends Place {
  readonly kind: 'fstring';
  readonly parts: readonly (FStringText | FStringHole)[];
}

export interface FStringText extends Place {
  readonly kind: 'text';
  readonly value: string;
}

export interface FStringHole extends Place {
  readonly kind: 'hole';
  readonly value: Expression;
  /** Format spec, already checked for its grammar. */
  readonly spec: string | null;
}

export interface BoolLiteral extends Place {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NoneLiteral extends Place {
  readonly kind: 'none';
}

/** `*xs` in a list, tuple or call, `**t` in a table or call. */
export interface Spread extends Place {
  readonly kind: 'spread';
  readonly named: boolean;
  readonly value: Expression;
}

export interface ListLiteral extends Place {
  readonly kind: 'list';
  readonly items: readonly (Expression | Spread)[];
}

/** `(a, b)`, `(a,)`, `()` and the bare `a, b` of `return a, b` and of the right side of `:=` and `=`. */
export interface TupleLiteral extends Place {
  readonly kind: 'tuple';
  readonly bare: boolean;
  readonly items: readonly (Expression | Spread)[];
}

export interface TableLiteral extends Place {
  readonly kind: 'table';
  readonly entries: readonly (TableEntry | Spread)[];
}

/** `a: 1` (key is a StrLiteral whose place is the bare name), `"b c": 2`, `3: x`, `[key]: v` (computed). */
export interface TableEntry extends Place {
  readonly kind: 'entry';
  readonly key: Expression;
  readonly computed: boolean;
  readonly value: Expression;
}

export interface RangeExpr extends Place {
  readonly kind: 'range';
  readonly from: Expression;
  readonly to: Expression;
  readonly inclusive: boolean;
}

export type UnaryOperator = 'not' | '-' | '~';

export interface UnaryExpr extends Place {
  readonly kind: 'unary';
  readonly op: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '**'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not in';

export interface BinaryExpr extends Place {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly opPlace: Place;
  readonly left: Expression;
  readonly right: Expression;
}

/** Short-circuit operators. */
export interface LogicalExpr extends Place {
  readonly kind: 'logical';
  readonly op: 'and' | 'or' | '??';
  readonly opPlace: Place;
  readonly left: Expression;
  readonly right: Expression;
}

/** `x is T`, `x is not T`; the right side is an expression that names a type, or a type test. */
export interface IsExpr extends Place {
  readonly kind: 'is';
  readonly negated: boolean;
  readonly value: Expression;
  readonly test: TypeTest;
}

/** Right side of `is`: `none`, `T`, `T?`; `A | B` only in `catch`. `any` stands as a name. */
export interface TypeTest extends Place {
  readonly kind: 'type-test';
  /** Expressions that name types (names or dotted names), or NoneLiteral. */
  readonly options: readonly Expression[];
  /** `T?` also accepts none. */
  readonly optional: boolean;
}

export interface ConditionalExpr extends Place {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `x |> f(a)` or `x |> f`. */
export interface PipeExpr extends Place {
  readonly kind: 'pipe';
  readonly value: Expression;
  readonly target: Expression;
}

export interface CallExpr extends Place {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly (Argument | Spread)[];
}

export interface Argument extends Place {
  readonly kind: 'argument';
  readonly name: Ident | null;
  readonly value: Expression;
}

/** `xs[i]`, `xs?[i]`. */
export interface IndexExpr extends Place {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
  readonly optional: boolean;
}

/** `xs[a..b]` with either bound left out. */
export interface SliceExpr extends Place {
  readonly kind: 'slice';
  readonly object: Expression;
  readonly from: Expression | null;
  readonly to: Expression | null;
  readonly inclusive: boolean;
  readonly optional: boolean;
}

/** `x.name`, `x?.name`. */
export interface FieldExpr extends Place {
  readonly kind: 'field';
  readonly object: Expression;
  readonly name: Ident;
  readonly optional: boolean;
}

/** `super`, only as callee (`super(…)`) or receiver (`super.f(…)`). */
export interface SuperExpr extends Place {
  readonly kind: 'super';
}

/** `x => e`, `(a, b) => e`. */
export interface LambdaExpr extends Place {
  readonly kind: 'lambda';
  readonly params: readonly Parameter[];
  readonly body: Expression;
}

/** `fn (a, b): block`. */
export interface FnExpr extends Place {
  readonly kind: 'fn-expr';
  readonly params: readonly Parameter[];
  readonly returns: TypeExpr | null;
  readonly body: Block;
}

export interface ListComprehension extends Place {
  readonly kind: 'list-comprehension';
  readonly element: Expression;
  readonly target: Pattern;
  readonly iterable: Expression;
  readonly condition: Expression | null;
}

export interface TableComprehension extends Place {
  readonly kind: 'table-comprehension';
  readonly key: Expression;
  readonly computed: boolean;
  readonly value: Expression;
  readonly target: Pattern;
  readonly iterable: Expression;
  readonly condition: Expression | null;
}

export interface MatchExpr extends Place {
  readonly kind: 'match-expr';
  readonly subject: Expression;
  readonly arms: readonly MatchExprArm[];
}

export interface MatchExprArm extends Place {
  readonly kind: 'match-expr-arm';
  readonly pattern: Pattern;
  readonly guard: Expression | null;
  readonly value: Expression;
}

export interface YieldExpr extends Place {
  readonly kind: 'yield';
  readonly value: Expression | null;
}

export interface SpawnExpr extends Place {
  readonly kind: 'spawn';
  readonly call: Expression;
}

export interface ComptimeExpr extends Place {
  readonly kind: 'comptime';
  readonly value: Expression;
}

export interface ParenExpr extends Place {
  readonly kind: 'paren';
  readonly value: Expression;
}

/** Stands where an expression could not be parsed; an error has been reported. */
export interface ErrorExpr extends Place {
  readonly kind: 'error';
}

// ---------------------------------------------------------------- patterns

/** Left sides of `:=`, `=`, `for`, and the patterns of `match`. */
export type Pattern =
  | NamePattern
  | WildcardPattern
  | TargetPattern
  | SequencePattern
  | TablePattern
  | CallPattern
  | VariantPattern
  | LiteralPattern
  | RangePattern
  | IsPattern
  | OrPattern
  | ErrorPattern;

/** Binds (or assigns, or in `match` compares) a name. */
export interface NamePattern extends Place {
  readonly kind: 'name-pattern';
  readonly name: string;
}

export interface WildcardPattern extends Place {
  readonly kind: 'wildcard';
}

/** `a[i]` or `a.f` on the left of `=`. */
export interface TargetPattern extends Place {
  readonly kind: 'target';
  readonly target: IndexExpr | FieldExpr;
}

/** `a, b` (bare), `[a, *rest]` (list), `(a, b)` (tuple). */
export interface SequencePattern extends Place {
  readonly kind: 'sequence';
  readonly style: 'bare' | 'list' | 'tuple';
  readonly items: readonly (Pattern | RestPattern)[];
}

/** `*rest` or `**rest`; `*_` has the name `_`. */
export interface RestPattern extends Place {
  readonly kind: 'rest';
  readonly name: Ident;
}

export interface TablePattern extends Place {
  readonly kind: 'table-pattern';
  readonly entries: readonly TablePatternEntry[];
  readonly rest: RestPattern | null;
}

/** `name` (value is a NamePattern), `age: years`, `"b c": p`. */
export interface TablePatternEntry extends Place {
  readonly kind: 'table-pattern-entry';
  readonly key: Expression;
  readonly value: Pattern;
}

/** `Point(x, y)`, `Point(x: p)`, `Shape.Circle(r)`. */
export interface CallPattern extends Place {
  readonly kind: 'call-pattern';
  readonly callee: Expression;
  readonly args: readonly CallPatternArg[];
}

export interface CallPatternArg extends Place {
  readonly kind: 'call-pattern-arg';
  readonly name: Ident | null;
  readonly value: Pattern;
}

/** `Shape.Empty`: a dotted name that is compared. */
export interface VariantPattern extends Place {
  readonly kind: 'variant-pattern';
  readonly value: Expression;
}

export interface LiteralPattern extends Place {
  readonly kind: 'literal-pattern';
  readonly value: Expression;
}

export interface RangePattern extends Place {
  readonly kind: 'range-pattern';
  readonly from: Expression;
  readonly to: Expression;
  readonly inclusive: boolean;
}

/** `is T`, `name is T`. */
export interface IsPattern extends Place {
  readonly kind: 'is-pattern';
  readonly name: Ident | null;
  readonly test: TypeTest;
}

export interface OrPattern extends Place {
  readonly kind: 'or-pattern';
  readonly options: readonly Pattern[];
}

/** Stands where a pattern could not be parsed; an error has been reported. */
export interface ErrorPattern extends Place {
  readonly kind: 'error-pattern';
}

// ---------------------------------------------------------------- statements

export type Statement =
  | ExpressionStatement
  | DeclareStatement
  | ConstStatement
  | AssignStatement
  | DefineStatement
  | GlobalStatement
  | IfStatement
  | WhileStatement
  | LoopStatement
  | ForStatement
  | BreakStatement
  | ContinueStatement
  | PassStatement
  | ReturnStatement
  | AssertStatement
  | ThrowStatement
  | DeferStatement
  | WithStatement
  | TryStatement
  | MatchStatement
  | FnStatement
  | ClassStatement
  | StructStatement
  | EnumStatement
  | TypeStatement
  | ImportStatement
  | FromImportStatement
  | ExportFromStatement
  | ExternStatement
  | TestStatement
  | ErrorStatement;

/** What an exportable declaration carries besides its own parts. */
export interface Declaration extends Place {
  readonly exported: boolean;
  readonly doc: string | null;
}

export interface ExpressionStatement extends Place {
  readonly kind: 'expression';
  readonly value: Expression;
}

/** `p := e`, `x: T := e`. */
export interface DeclareStatement extends Declaration {
  readonly kind: 'declare';
  readonly target: Pattern;
  readonly type: TypeExpr | null;
  readonly value: Expression;
}

/** `const N = e`, `const N: T = e`. */
export interface ConstStatement extends Declaration {
  readonly kind: 'const';
  readonly name: Ident;
  readonly type: TypeExpr | null;
  readonly value: Expression;
}

export type AssignOperator =
  | '='
  | '+='
  | '-='
  | '*='
  | '/='
  | '//='
  | '%='
  | '**='
  | '&='
  | '|='
  | '^='
  | '<<='
  | '>>='
  | '??=';

/** `p = e`, `x += e`; for compound operators the target is a NamePattern or TargetPattern. */
export interface AssignStatement extends Place {
  readonly kind: 'assign';
  readonly op: AssignOperator;
  readonly target: Pattern;
  readonly value: Expression;
}

/** `t[k] := v` and, in `init`, `self.f := v` or `self.f: T := v`. */
export interface DefineStatement extends Place {
  readonly kind: 'define';
  readonly target: IndexExpr | FieldExpr;
  readonly type: TypeExpr | null;
  readonly value: Expression;
}

/** `global name = e` or `global name`. */
export interface GlobalStatement extends Declaration {
  readonly kind: 'global';
  readonly name: Ident;
  readonly type: TypeExpr | null;
  readonly value: Expression | null;
}

/** `if`, with its `elif` clauses in order. */
export interface IfStatement extends Place {
  readonly kind: 'if';
  readonly clauses: readonly IfClause[];
  readonly otherwise: Block | null;
}

export interface IfClause extends Place {
  readonly kind: 'if-clause';
  readonly test: Expression;
  readonly body: Block;
}

export interface WhileStatement extends Place {
  readonly kind: 'while';
  readonly label: Ident | null;
  readonly test: Expression;
  readonly body: Block;
}

export interface LoopStatement extends Place {
  readonly kind: 'loop';
  readonly label: Ident | null;
  readonly body: Block;
}

export interface ForStatement extends Place {
  readonly kind: 'for';
  readonly label: Ident | null;
  readonly target: Pattern;
  readonly iterable: Expression;
  readonly body: Block;
}

export interface BreakStatement extends Place {
  readonly kind: 'break';
  readonly label: Ident | null;
}

export interface ContinueStatement extends Place {
  readonly kind: 'continue';
  readonly label: Ident | null;
}

export interface PassStatement extends Place {
  readonly kind: 'pass';
}

export interface ReturnStatement extends Place {
  readonly kind: 'return';
  readonly value: Expression | null;
}

export interface AssertStatement extends Place {
  readonly kind: 'assert';
  readonly test: Expression;
  readonly message: Expression | null;
}

export interface ThrowStatement extends Place {
  readonly kind: 'throw';
  readonly value: Expression;
}

export interface DeferStatement extends Place {
  readonly kind: 'defer';
  readonly body: Block;
}

export interface WithStatement extends Place {
  readonly kind: 'with';
  readonly value: Expression;
  readonly target: Pattern | null;
  readonly body: Block;
}

export interface TryStatement extends Place {
  readonly kind: 'try';
  readonly body: Block;
  readonly catches: readonly CatchClause[];
  readonly finally: Block | null;
}

/** `catch:`, `catch e:`, `catch e is A | B:`. */
export interface CatchClause extends Place {
  readonly kind: 'catch';
  readonly name: Ident | null;
  readonly test: TypeTest | null;
  readonly body: Block;
}

export interface MatchStatement extends Place {
  readonly kind: 'match';
  readonly subject: Expression;
  readonly arms: readonly MatchArm[];
}

export interface MatchArm extends Place {
  readonly kind: 'match-arm';
  readonly pattern: Pattern;
  readonly guard: Expression | null;
  readonly body: Block;
}

export interface FnStatement extends Declaration {
  readonly kind: 'fn';
  readonly name: Ident;
  readonly typeParams: readonly Ident[];
  readonly params: readonly Parameter[];
  readonly returns: TypeExpr | null;
  readonly body: Block;
}

/** A parameter of a function. `optional` is `c?`; `rest` is `*rest`; `namedOnly` stands behind `*rest`. */
export interface Parameter extends Place {
  readonly kind: 'parameter';
  readonly name: Ident;
  readonly type: TypeExpr | null;
  readonly default: Expression | null;
  readonly optional: boolean;
  readonly rest: boolean;
  readonly namedOnly: boolean;
}

export interface ClassStatement extends Declaration {
  readonly kind: 'class';
  readonly name: Ident;
  readonly parent: Expression | null;
  readonly members: readonly ClassMember[];
}

export type ClassMember = FieldMember | InitMember | MethodMember | PassStatement | ErrorStatement;

/** `name: str`, `legs: int = 4`, of classes, structs. */
export interface FieldMember extends Place {
  readonly kind: 'field-member';
  readonly doc: string | null;
  readonly name: Ident;
  readonly type: TypeExpr | null;
  readonly default: Expression | null;
}

export interface InitMember extends Place {
  readonly kind: 'init-member';
  readonly doc: string | null;
  /** Place of the word `init`, for messages. */
  readonly keyword: Place;
  readonly params: readonly Parameter[];
  readonly body: Block;
}

export interface MethodMember extends Place {
  readonly kind: 'method-member';
  readonly static: boolean;
  readonly fn: FnStatement;
}

export interface StructStatement extends Declaration {
  readonly kind: 'struct';
  readonly name: Ident;
  readonly typeParams: readonly Ident[];
  readonly members: readonly ClassMember[];
}

export interface EnumStatement extends Declaration {
  readonly kind: 'enum';
  readonly name: Ident;
  readonly typeParams: readonly Ident[];
  readonly variants: readonly EnumVariant[];
  readonly methods: readonly MethodMember[];
}

export interface EnumVariant extends Place {
  readonly kind: 'variant';
  readonly doc: string | null;
  readonly name: Ident;
  readonly fields: readonly FieldMember[];
}

/** `type Alias = T`. */
export interface TypeStatement extends Declaration {
  readonly kind: 'type';
  readonly name: Ident;
  readonly typeParams: readonly Ident[];
  readonly value: TypeExpr;
}

/** `geometry.shapes` (level 0), `.sibling` (1), `..up` (2). */
export interface ModulePath extends Place {
  readonly kind: 'module-path';
  readonly level: number;
  readonly parts: readonly Ident[];
}

/** `import a.b`, `import a.b as c`. */
export interface ImportStatement extends Place {
  readonly kind: 'import';
  readonly path: ModulePath;
  readonly alias: Ident | null;
}

/** `from m import a, b as c`. */
export interface FromImportStatement extends Place {
  readonly kind: 'from-import';
  readonly path: ModulePath;
  readonly names: readonly ImportName[];
}

/** `export from m import a, b`. */
export interface ExportFromStatement extends Place {
  readonly kind: 'export-from';
  readonly path: ModulePath;
  readonly names: readonly ImportName[];
}

export interface ImportName extends Place {
  readonly kind: 'import-name';
  readonly name: Ident;
  readonly alias: Ident | null;
}

/** `extern "fs@1.2" as fs:` with its functions. */
export interface ExternStatement extends Place {
  readonly kind: 'extern';
  /** The requirement as written, e.g. `ns:fs@1.2`. */
  readonly requirement: string;
  readonly requirementPlace: Place;
  readonly alias: Ident | null;
  readonly functions: readonly ExternFunction[];
}

export interface ExternFunction extends Place {
  readonly kind: 'extern-fn';
  readonly doc: string | null;
  readonly name: Ident;
  readonly params: readonly Parameter[];
  readonly returns: TypeExpr | null;
}

/** `test "name": block`. */
export interface TestStatement extends Place {
  readonly kind: 'test';
  readonly name: string;
  readonly body: Block;
}

/** Stands where a statement could not be parsed; an error has been reported. */
export interface ErrorStatement extends Place {
  readonly kind: 'error-statement';
}

// ---------------------------------------------------------------- types

export type TypeExpr = NamedType | OptionalType | UnionType | FunctionType | ErrorType;

/** `int`, `none`, `list[T]`, `shapes.Rect`. */
export interface NamedType extends Place {
  readonly kind: 'named-type';
  /** Dotted name, outermost first. */
  readonly path: readonly Ident[];
  readonly args: readonly TypeExpr[];
}

export interface OptionalType extends Place {
  readonly kind: 'optional-type';
  readonly inner: TypeExpr;
}

export interface UnionType extends Place {
  readonly kind: 'union-type';
  readonly options: readonly TypeExpr[];
}

export interface FunctionType extends Place {
  readonly kind: 'function-type';
  readonly params: readonly TypeExpr[];
  readonly returns: TypeExpr | null;
}

/** Stands where a type could not be parsed; an error has been reported. */
export interface ErrorType extends Place {
  readonly kind: 'error-type';
}
