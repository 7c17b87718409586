/** Writes expressions of generated programs by the grammar, and by what is in scope. */
import type { Dice } from './dice.ts';
import { edgeFloats, edgeInts, type Feature, grammar, helpers, keys, type Production, texts } from './grammar-table.ts';
import { builtInKinds, type Callable, type ClassFacts, fixed, type Kind, type Scope, withVariables } from './scope.ts';

/** `$name`, `$kind`, `$leaf(kind)` or `$[kind in kind: $name]`. */
const hole: RegExp = /\$\[(\w+)(?: in (\w+))?: \$name\]|\$leaf\((\w+)\)|\$(\w+)/g;

type BuiltIn = keyof typeof grammar;

const isBuiltIn = (kind: Kind): kind is BuiltIn => Object.hasOwn(grammar, kind);

/** Makes the expressions of one program. */
export class Expressions {
  readonly dice: Dice;
  readonly features: ReadonlySet<Feature>;
  private names = 0;

  constructor(dice: Dice, features: ReadonlySet<Feature>) {
    this.dice = dice;
    this.features = features;
  }

  /** A name that the program does not have yet. */
  name(prefix: string): string {
    this.names += 1;
    return `${prefix}${this.names}`;
  }

  /** An expression of some size. */
  make(kind: Kind, scope: Scope): string {
    return this.of(kind, scope, this.dice.below(this.features.has('deep') ? 5 : 3));
  }

  /** A kind of which there can be a value here. */
  kind(scope: Scope): Kind {
    if (scope.classes.length > 0 && this.dice.chance(15)) return `@${this.dice.pick(scope.classes).name}`;
    return this.dice.weigh([
      [6, 'int'],
      [this.features.has('floats') ? 3 : 0, 'float'],
      [2, 'bool'],
      [3, 'str'],
      [this.features.has('lists') ? 3 : 1, 'ints'],
      [1, 'words'],
      [this.features.has('tables') ? 2 : 0, 'table'],
      [this.features.has('sets') ? 1 : 0, 'set'],
      [this.features.has('tuples') ? 1 : 0, 'pair'],
      [this.features.has('options') ? 1 : 0, 'maybe'],
    ]);
  }

  /** An expression that is nested at most `depth` deep. */
  of(kind: Kind, scope: Scope, depth: number): string {
    if (depth <= 0 || this.dice.chance(20)) return this.leaf(kind, scope);
    if (kind !== 'fn' && this.dice.chance(2)) return `see(${this.of(kind, scope, depth - 1)})`;
    if (this.features.has('mistakes') && this.dice.below(1000) < scope.risk) return `hide(${this.any(scope, 0)})`;
    const made = this.dice.chance(40) ? this.fromScope(kind, scope, depth - 1) : null;
    if (made !== null) return made;
    if (!isBuiltIn(kind)) return this.leaf(kind, scope);
    return this.expand(this.production(kind, scope).text, scope, depth - 1);
  }

  /** An expression of any kind. */
  any(scope: Scope, depth: number): string {
    return this.of(this.dice.chance(70) ? this.dice.pick(builtInKinds) : this.kind(scope), scope, depth);
  }

  /** A variable or a literal. */
  leaf(kind: Kind, scope: Scope): string {
    const fitting = scope.variables.filter((candidate) => candidate.kind === kind);
    // Names that were declared last are close by, and most of what happens there is about them.
    if (fitting.length > 0 && this.dice.chance(75)) {
      const recent = this.dice.chance(60) ? fitting.slice(-4) : fitting;
      return this.dice.pick(recent).name;
    }
    if (kind === 'bool' && this.dice.chance(80)) return this.comparison(scope);
    return isBuiltIn(kind) ? this.literal(kind) : this.construct(kind, scope);
  }

  /** An int variable, if there is one. */
  variable(scope: Scope): string {
    const ints = scope.variables.filter(({ kind }) => kind === 'int');
    return ints.length === 0 ? '7' : this.dice.pick(this.dice.chance(50) ? ints.slice(-3) : ints).name;
  }

  private comparison(scope: Scope): string {
    const kind = this.features.has('floats') && this.dice.chance(30) ? 'float' : 'int';
    const sides = [this.leaf(kind, scope), this.dice.chance(50) ? String(this.dice.below(5)) : this.leaf(kind, scope)];
    const [left, right] = this.dice.chance(50) ? sides : sides.reverse();
    return `(${left} ${this.dice.pick(['<', '<=', '==', '!=', '>', '>='])} ${right})`;
  }

  /** What stands for nothing but itself. */
  literal(kind: BuiltIn): string {
    const { dice } = this;
    switch (kind) {
      case 'int':
        return dice.chance(25) ? dice.pick(edgeInts) : String(dice.below(dice.chance(80) ? 10 : 1000));
      case 'float':
        if (dice.chance(12)) return '(0.0 / 0.0)';
        return dice.chance(60) ? dice.pick(edgeFloats) : `${dice.below(100)}.${dice.pick(['0', '5', '25', '125'])}`;
      case 'bool':
        return dice.pick(['true', 'false']);
      case 'str':
        return dice.pick(texts);
      case 'ints':
        return `[${dice.many(0, 4, () => this.literal('int')).join(', ')}]`;
      case 'words':
        return `[${dice.many(1, 3, () => this.literal('str')).join(', ')}]`;
      case 'table':
        return dice.pick(['{a: 1, b: 2}', '{b: 3, a: 1, c: 5}', '{len: 0, "a b": 7}', '{}']);
      case 'set':
        return `set([${dice.many(1, 3, () => this.literal('int')).join(', ')}])`;
      case 'pair':
        return `(${this.literal('int')}, ${this.literal('str')})`;
      case 'maybe':
        return dice.chance(50) ? 'none' : this.literal('int');
      case 'fn':
        return dice.pick(['(x => x + 1)', '(x => x * x)', '(x => x % 7)', 'abs']);
    }
  }

  /** Writes the holes of a template. */
  expand(template: string, scope: Scope, depth: number): string {
    const own = template.includes('$name') ? this.name('x') : '';
    const same = template.includes('$var') ? this.variable(scope) : '';
    return template.replace(hole, (...found) => {
      const [, bound, from, leafKind, plain] = found as (string | undefined)[];
      const end = (found[5] as number) + (found[0] as string).length;
      if (plain === 'name') return own;
      if (plain === 'var') return same;
      const text = this.fill(bound, from, leafKind, plain, own, scope, depth);
      return /^[.?[]/.test(template.slice(end)) && /^[\d-]/.test(text) ? `(${text})` : text;
    });
  }

  private fill(
    bound: string | undefined,
    from: string | undefined,
    leafKind: string | undefined,
    plain: string | undefined,
    own: string,
    scope: Scope,
    depth: number,
  ): string {
    if (bound !== undefined) {
      const inner = withVariables(scope, fixed(own, from === 'words' ? 'str' : 'int'));
      return this.of(bound as Kind, inner, depth);
    }
    if (leafKind !== undefined) return this.simple(leafKind as BuiltIn, scope);
    switch (plain) {
      case 'small':
        return String(this.dice.below(7));
      case 'nonzero':
        return this.dice.pick(['1', '2', '3', '7', '10', '(-1)', '(-2)', '(-3)', '4294967296', '9007199254740993']);
      case 'key':
        return this.dice.pick(keys);
      case 'text':
        return this.dice.pick(texts);
      case 'any':
        return this.any(scope, depth);
      case 'test':
      case 'fn2':
        return this.expand(this.dice.pick(helpers[plain]), scope, depth);
      default:
        return this.of(plain as Kind, scope, depth);
    }
  }

  /** What may stand in an f-string: no quotes, no braces. */
  private simple(kind: BuiltIn, scope: Scope): string {
    const fitting = scope.variables.filter((candidate) => candidate.kind === kind);
    if (fitting.length > 0 && this.dice.chance(80)) return this.dice.pick(fitting).name;
    return kind === 'str' ? 'none' : this.literal(kind);
  }

  private production(kind: BuiltIn, scope: Scope): Production {
    const risky = this.features.has('mistakes') && this.dice.chance(scope.risk);
    const usable = grammar[kind].filter((row) => row.needs === null || this.features.has(row.needs));
    const fitting = usable.filter((row) => row.risky === risky);
    return this.dice.weigh((fitting.length > 0 ? fitting : usable).map((row) => [row.weight, row]));
  }

  // ---------------------------------------------------------------- functions and classes

  /** A call, a field or an operator that gives the kind; null if nothing in scope does. */
  private fromScope(kind: Kind, scope: Scope, depth: number): string | null {
    const ways: (() => string)[] = [];
    for (const callee of scope.functions) {
      if (callee.result === kind) ways.push(() => this.call(callee.name, callee, scope, depth));
      if (kind === 'fn' && isUnary(callee)) ways.push(() => callee.name);
    }
    for (const shape of scope.classes) this.fromClass(kind, shape, scope, depth, ways);
    return ways.length === 0 ? null : this.dice.pick(ways)();
  }

  private fromClass(kind: Kind, shape: ClassFacts, scope: Scope, depth: number, ways: (() => string)[]): void {
    const self = (): string => this.of(`@${shape.name}`, scope, depth - 1);
    for (const field of shape.fields) if (field.kind === kind) ways.push(() => `${self()}.${field.name}`);
    for (const method of shape.methods) {
      if (method.result === kind) ways.push(() => this.call(`${self()}.${method.name}`, method, scope, depth));
      if (kind === 'fn' && isUnary(method)) ways.push(() => `${self()}.${method.name}`);
    }
    const has = (operator: string): boolean => shape.operators.has(operator);
    const int = (): string => this.of('int', scope, depth - 1);
    if (kind === `@${shape.name}`) {
      if (has('add')) ways.push(() => `(${self()} + ${self()})`);
      if (has('radd')) ways.push(() => `(${int()} + ${self()})`);
      if (has('neg')) ways.push(() => `(-${self()})`);
    }
    if (kind === 'int') {
      if (has('index')) ways.push(() => `${self()}[${int()}]`);
      if (has('call')) ways.push(() => `${self()}(${int()})`);
      if (has('len')) ways.push(() => `len(${self()})`);
    }
    if (kind === 'bool') {
      if (has('lt')) ways.push(() => `(${self()} ${this.dice.pick(['<', '>'])} ${self()})`);
      if (has('eq')) ways.push(() => `(${self()} ${this.dice.pick(['==', '!='])} ${self()})`);
      if (has('contains')) ways.push(() => `(${int()} in ${self()})`);
    }
    if (kind === 'ints' && has('iter'))
      ways.push(
        () => `[*${self()}]`,
        () => `list(${self()})`,
      );
    if (kind === 'str' && has('str')) ways.push(() => `str(${self()})`);
  }

  /** A call with arguments that fit, by position or by name, now and then from a list. */
  call(callee: string, { params, optional, rest }: Callable, scope: Scope, depth: number): string {
    const args = params.map((kind) => this.of(kind, scope, depth - 1));
    const given = optional.filter(() => this.dice.chance(50));
    const inOrder = given.every((param, index) => param === optional[index]);
    for (const param of given) {
      const value = this.of(param.kind, scope, depth - 1);
      args.push(inOrder && this.dice.chance(60) && !args.at(-1)?.includes(' = ') ? value : `${param.name} = ${value}`);
    }
    const positional = given.length === optional.length && !args.some((arg) => / = /.test(arg));
    if (rest && positional) args.push(...this.dice.many(0, 3, () => this.of('int', scope, depth - 1)));
    if (rest && positional && this.dice.chance(30)) args.push(`*${this.of('ints', scope, depth - 1)}`);
    if (this.features.has('mistakes') && this.dice.below(2000) < scope.risk)
      return `hide(${callee})(${args.slice(1).join(', ')})`;
    return `${callee}(${args.join(', ')})`;
  }

  /** A new instance, or what stands for one where its class is not in scope. */
  private construct(kind: Kind, scope: Scope): string {
    const shape = scope.classes.find(({ name }) => `@${name}` === kind);
    if (shape === undefined) return 'none';
    const args = shape.params.map((param) => (isBuiltIn(param) ? this.literal(param) : 'none'));
    return `${shape.name}(${args.join(', ')})`;
  }
}

const isUnary = ({ params, optional, result }: Callable): boolean =>
  params.length === 1 && params[0] === 'int' && optional.length === 0 && result === 'int';
