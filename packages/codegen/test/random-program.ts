/**
 * Programs made at random from a seed: correct in their names and structure, and full of what is hard to lower, such as
 * closures over variables that change, jumps out of `try`, and functions that are named before they stand.
 */

/** A generator of numbers below 2^32, the same for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Scope {
  /** Names that can be read here. */
  readonly names: string[];
  /** Of these, the ones that can be assigned. */
  readonly variables: string[];
  /** Functions with the number of their arguments. */
  readonly functions: { readonly name: string; readonly count: number }[];
  readonly inFunction: boolean;
  /** Labels of loops that can be left, innermost last; an unlabelled one is ''. */
  readonly loops: readonly string[];
  /** Whether `return` may stand here. */
  readonly mayReturn: boolean;
}

/** Makes the text of a program. */
export function randomProgram(seed: number, size = 40): string {
  return new Writer(random(seed), size).program();
}

class Writer {
  readonly #pick: (below: number) => number;
  readonly #lines: string[] = [];
  #left: number;
  #count = 0;

  constructor(pick: (below: number) => number, size: number) {
    this.#pick = pick;
    this.#left = size;
  }

  program(): string {
    const scope: Scope = { names: [], variables: [], functions: [], inFunction: false, loops: [], mayReturn: false };
    this.#line(0, 'start := [1, 2]');
    scope.names.push('start');
    scope.variables.push('start');
    while (this.#left > 0) this.#statement(scope, 0);
    return this.#lines.join('\n');
  }

  #line(depth: number, text: string): void {
    this.#lines.push('  '.repeat(depth) + text);
    this.#left--;
  }

  #name(prefix: string): string {
    return `${prefix}${this.#count++}`;
  }

  #one<T>(items: readonly T[]): T {
    return items[this.#pick(items.length)] as T;
  }

  #inner(scope: Scope, changes: Partial<Scope> = {}): Scope {
    return {
      ...scope,
      ...changes,
      names: [...(changes.names ?? scope.names)],
      variables: [...(changes.variables ?? scope.variables)],
      functions: [...(changes.functions ?? scope.functions)],
    };
  }

  #block(scope: Scope, depth: number, changes: Partial<Scope> = {}): void {
    const inner = this.#inner(scope, changes);
    const count = 1 + this.#pick(4);
    for (let index = 0; index < count; index++) this.#statement(inner, depth);
    this.#line(depth, 'pass');
  }

  #statement(scope: Scope, depth: number): void {
    if (depth > 5 || this.#left < 0) {
      this.#line(depth, `print(${this.#expression(scope, 2)})`);
      return;
    }
    const makers: (() => void)[] = [
      () => this.#declare(scope, depth),
      () => this.#declare(scope, depth),
      () => this.#assign(scope, depth),
      () => this.#assign(scope, depth),
      () => this.#line(depth, `print(${this.#expression(scope, 0)})`),
      () => this.#if(scope, depth),
      () => this.#loop(scope, depth),
      () => this.#loop(scope, depth),
      () => this.#try(scope, depth),
      () => this.#function(scope, depth),
      () => this.#class(scope, depth),
      () => this.#leave(scope, depth),
      () => this.#defer(scope, depth),
      () => this.#early(scope, depth),
    ];
    this.#one(makers)();
  }

  #declare(scope: Scope, depth: number): void {
    const name = this.#name('v');
    const other = this.#name('v');
    switch (this.#pick(5)) {
      case 0:
        this.#line(depth, `${name}, ${other} := ${this.#expression(scope, 1)}, ${this.#expression(scope, 1)}`);
        scope.names.push(other);
        scope.variables.push(other);
        break;
      case 1:
        this.#line(depth, `[${name}, *${other}] := ${this.#expression(scope, 1)}`);
        scope.names.push(other);
        scope.variables.push(other);
        break;
      case 2:
        this.#line(depth, `const ${name} = ${this.#expression(scope, 1)}`);
        scope.names.push(name);
        return;
      default:
        this.#line(depth, `${name} := ${this.#expression(scope, 0)}`);
    }
    scope.names.push(name);
    scope.variables.push(name);
  }

  #assign(scope: Scope, depth: number): void {
    if (scope.variables.length === 0) return;
    const name = this.#one(scope.variables);
    const value = this.#expression(scope, 0);
    switch (this.#pick(6)) {
      case 0:
        this.#line(depth, `${name} ${this.#one(['+=', '??=', '**=', '-='])} ${value}`);
        return;
      case 1: {
        const other = this.#one(scope.variables);
        if (other !== name) this.#line(depth, `${name}, ${other} = ${other}, ${name}`);
        return;
      }
      case 2:
        this.#line(depth, `${name}[${this.#expression(scope, 2)}] ${this.#one(['=', ':=', '+=', '??='])} ${value}`);
        return;
      case 3:
        this.#line(depth, `${name}.f = ${value}`);
        return;
      default:
        this.#line(depth, `${name} = ${value}`);
    }
  }

  #if(scope: Scope, depth: number): void {
    this.#line(depth, `if ${this.#condition(scope)}:`);
    this.#block(scope, depth + 1);
    if (this.#pick(2) === 0) {
      this.#line(depth, `elif ${this.#condition(scope)}:`);
      this.#block(scope, depth + 1);
    }
    if (this.#pick(2) === 0) {
      this.#line(depth, 'else:');
      this.#block(scope, depth + 1);
    }
  }

  #loop(scope: Scope, depth: number): void {
    const label = this.#pick(2) === 0 ? this.#name('l') : '';
    const head = label === '' ? '' : `${label}: `;
    const item = this.#name('i');
    const other = this.#name('i');
    const changes = (names: readonly string[]): Partial<Scope> => ({
      loops: [...scope.loops, label],
      names: [...scope.names, ...names],
      variables: [...scope.variables, ...names],
    });
    switch (this.#pick(5)) {
      case 0:
        this.#line(depth, `${head}while ${this.#condition(scope)}:`);
        this.#block(scope, depth + 1, changes([]));
        return;
      case 1:
        this.#line(depth, `${head}loop:`);
        this.#block(scope, depth + 1, changes([]));
        return;
      case 2:
        this.#line(depth, `${head}for ${item} in ${this.#expression(scope, 2)}..${this.#expression(scope, 2)}:`);
        this.#block(scope, depth + 1, changes([item]));
        return;
      case 3:
        this.#line(depth, `${head}for ${item}, ${other} in ${this.#expression(scope, 1)}:`);
        this.#block(scope, depth + 1, changes([item, other]));
        return;
      default:
        this.#line(depth, `${head}for [${item}, *${other}] in ${this.#expression(scope, 1)}:`);
        this.#block(scope, depth + 1, changes([item, other]));
    }
  }

  #try(scope: Scope, depth: number): void {
    this.#line(depth, 'try:');
    this.#block(scope, depth + 1);
    const clauses = this.#pick(3);
    for (let index = 0; index < clauses; index++) {
      const name = this.#name('e');
      this.#line(depth, `catch ${name} is ${this.#one(['KeyError', 'ValueError | TypeError', 'MatchError'])}:`);
      this.#block(scope, depth + 1, { names: [...scope.names, name], variables: [...scope.variables, name] });
    }
    if (clauses > 0 && this.#pick(2) === 0) return;
    this.#line(depth, 'finally:');
    this.#block(scope, depth + 1, { loops: [], mayReturn: false });
  }

  #function(scope: Scope, depth: number): void {
    const name = this.#name('f');
    const count = this.#pick(3);
    const params = Array.from({ length: count }, () => this.#name('p'));
    const extra = this.#pick(2) === 0 ? this.#name('p') : null;
    const written =
      extra === null
        ? params
        : [...params, `${extra} = ${this.#expression(this.#inner(scope, { names: [...scope.names, ...params] }), 1)}`];
    const known = { name, count };
    this.#line(depth, `fn ${name}(${written.join(', ')}):`);
    const all = extra === null ? params : [...params, extra];
    this.#block(scope, depth + 1, {
      names: [...scope.names, ...all],
      variables: [...scope.variables, ...all],
      functions: [...scope.functions, known],
      inFunction: true,
      loops: [],
      mayReturn: true,
    });
    scope.functions.push(known);
  }

  #class(scope: Scope, depth: number): void {
    const name = this.#name('C');
    this.#line(depth, `class ${name}:`);
    this.#line(depth + 1, `f: int = ${this.#expression(scope, 1)}`);
    this.#line(depth + 1, 'init(self, a):');
    const names = [...scope.names, 'self', 'a'];
    this.#block(scope, depth + 2, { names, inFunction: true, loops: [], mayReturn: false });
    this.#line(depth + 1, 'fn m(self, a):');
    this.#block(scope, depth + 2, { names, inFunction: true, loops: [], mayReturn: true });
    scope.names.push(name);
  }

  #leave(scope: Scope, depth: number): void {
    const label = scope.loops.length === 0 ? null : this.#one(scope.loops);
    if (label !== null && this.#pick(3) > 0)
      this.#line(depth, `if ${this.#condition(scope)}: ${this.#one(['break', 'continue'])} ${label}`);
    else if (scope.mayReturn)
      this.#line(depth, this.#pick(3) === 0 ? 'return' : `return ${this.#expression(scope, 1)}`);
    else this.#line(depth, `throw Error(${this.#expression(scope, 2)})`);
  }

  #defer(scope: Scope, depth: number): void {
    this.#line(depth, 'defer:');
    this.#block(scope, depth + 1, { loops: [], mayReturn: false });
  }

  /** Functions that are called before they stand, with a variable between. */
  #early(scope: Scope, depth: number): void {
    const [first, second, variable] = [this.#name('g'), this.#name('g'), this.#name('v')];
    this.#line(depth, 'if start != none:');
    this.#line(depth + 1, `${variable} := ${this.#expression(scope, 1)}`);
    this.#line(depth + 1, `print(${first}(${this.#expression(scope, 2)}))`);
    this.#line(depth + 1, `fn ${second}(a): return ${this.#one([variable, first, `${first}(a)`])}`);
    this.#line(depth + 1, `fn ${first}(a): return ${this.#one([second, `${second}(a)`, variable])}`);
    if (this.#pick(2) === 0) this.#line(depth + 1, `${variable} = ${first}`);
  }

  #condition(scope: Scope): string {
    const a = this.#expression(scope, 2);
    const b = this.#expression(scope, 2);
    switch (this.#pick(6)) {
      case 0:
        return `${a} < ${b} and not (${b} == ${a} or ${a} is str)`;
      case 1:
        return `not ${a} in ${b} or ${a} is none`;
      case 2:
        return `${a} is not none`;
      case 3:
        return 'true';
      case 4:
        return a;
      default:
        return `${a} ${this.#one(['==', '!=', '<', '>='])} ${b}`;
    }
  }

  #expression(scope: Scope, depth: number): string {
    const { names, functions } = scope;
    const leaf = (): string =>
      names.length === 0 || this.#pick(3) === 0
        ? this.#one(['1', '"a"', 'none', 'true', '2.5', '300000000000', '-7'])
        : this.#one(names);
    if (depth >= 2) return leaf();
    const next = (): string => this.#expression(scope, depth + 1);
    switch (this.#pick(20)) {
      case 0:
        return `(${next()} ${this.#one(['+', '-', '*', '//', '%', '**', '&', '<<'])} ${next()})`;
      case 1:
        return `[${next()}, ${next()}]`;
      case 2:
        return `[*${next()}, ${next()}]`;
      case 3:
        return `{a: ${next()}, [${next()}]: ${next()}, **${next()}}`;
      case 4:
        return `(${next()} if ${this.#condition(scope)} else ${next()})`;
      case 5:
        return `(${next()} ?? ${next()})`;
      case 6:
        return `(${this.#condition(scope)})`;
      case 7:
        return `${leaf()}?.a.b(${next()})?[${next()}]`.replace(/^-7/, '(-7)').replace(/^(\d[\d.]*)/, '($1)');
      case 8:
        return `f"x{${leaf().replaceAll('"', "'")}}y"`.replaceAll("'a'", 'start');
      case 9:
        return `[${this.#comprehension(scope)}]`;
      case 10: {
        const name = this.#name('p');
        return `(${name} => ${this.#expression(this.#inner(scope, { names: [...names, name] }), depth + 1)})`;
      }
      case 11:
      case 12: {
        if (functions.length === 0) return leaf();
        const fn = this.#one(functions);
        return `${fn.name}(${Array.from({ length: fn.count }, next).join(', ')})`;
      }
      case 13:
        return `(${next()} |> print(${next()}, sep = ${next()}))`;
      case 14:
        return `start[${next()}..${next()}]`;
      case 15:
        return functions.length === 0 ? leaf() : this.#one(functions).name;
      case 16:
        return `print(*${next()}, ${next()}, end = ${next()}, **${next()})`;
      case 17:
        return `(${next()} is int?)`;
      default:
        return leaf();
    }
  }

  #comprehension(scope: Scope): string {
    const name = this.#name('c');
    const inner = this.#inner(scope, { names: [...scope.names, name] });
    const element = this.#expression(inner, 1);
    return `${element} for ${name} in ${this.#expression(scope, 2)} if ${this.#condition(inner)}`;
  }
}
