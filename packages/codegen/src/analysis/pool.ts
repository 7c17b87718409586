/** The strings and constants of a module, with room for new ones: what a pass needs to write down values that it worked out. */
import type { Constant, Instruction, Module } from '@holt/transfer';
import { immediateOf, keyOfLiteral, type Literal } from './literals.ts';

/** Looks literals up in a module's pool and appends those that are missing. The module itself is not written. */
export class Pool {
  private readonly module: Module;
  private readonly strings: string[];
  private readonly constants: Constant[];
  private stringIndex: Map<string, number> | null = null;
  private constantIndex: Map<string, number> | null = null;

  constructor(module: Module) {
    this.module = module;
    this.strings = [...module.strings];
    this.constants = [...module.constants];
  }

  /** The value of a constant; null for one that is no literal. */
  literal(index: number): Literal | null {
    const constant = this.constants[index];
    switch (constant?.kind) {
      case 'int':
        return { kind: 'int', value: BigInt(constant.value) };
      case 'str':
        return { kind: 'str', value: this.strings[constant.value] as string };
      case 'float':
      case 'bool':
      case 'none':
        return constant;
      default:
        return null;
    }
  }

  /** The instruction that loads a literal. */
  load(dst: number, literal: Literal, at: number): Instruction {
    if (literal.kind === 'none') return { op: 'load_none', at, dst };
    if (literal.kind === 'bool') return { op: literal.value ? 'load_true' : 'load_false', at, dst };
    const immediate = immediateOf(literal);
    if (immediate !== null) return { op: 'load_int', at, dst, value: immediate };
    return { op: 'load_const', at, dst, value: this.constant(literal) };
  }

  /** The module with these tables; the same one where nothing was appended. */
  finish(module: Module): Module {
    if (this.constants.length === this.module.constants.length) return module;
    return { ...module, strings: this.strings, constants: this.constants };
  }

  private constant(literal: Literal): number {
    this.constantIndex ??= this.indexConstants();
    const key = keyOfLiteral(literal);
    const known = this.constantIndex.get(key);
    if (known !== undefined) return known;
    const index = this.constants.push(this.constantOf(literal)) - 1;
    this.constantIndex.set(key, index);
    return index;
  }

  private indexConstants(): Map<string, number> {
    const found = new Map<string, number>();
    for (let i = this.constants.length - 1; i >= 0; i--) {
      const literal = this.literal(i);
      if (literal !== null) found.set(keyOfLiteral(literal), i);
    }
    return found;
  }

  private constantOf(literal: Literal): Constant {
    if (literal.kind === 'int') {
      const safe = literal.value >= -(2n ** 53n - 1n) && literal.value <= 2n ** 53n - 1n;
      return { kind: 'int', value: safe ? Number(literal.value) : literal.value };
    }
    return literal.kind === 'str' ? { kind: 'str', value: this.string(literal.value) } : literal;
  }

  private string(text: string): number {
    this.stringIndex ??= new Map(this.strings.map((item, index) => [item, index]));
    const known = this.stringIndex.get(text);
    if (known !== undefined) return known;
    const index = this.strings.push(text) - 1;
    this.stringIndex.set(text, index);
    return index;
  }
}
