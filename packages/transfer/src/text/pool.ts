/** Collects strings, constants, types and prelude names while a text is assembled; equal ones get one index. */
import type { Constant, TypeDescriptor } from '../module.ts';

/** Entries with an index by what tells them apart. */
class Interned<T> {
  readonly entries: T[] = [];
  private readonly indices: Map<string, number> = new Map();

  add(key: string, entry: T): number {
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    this.indices.set(key, this.entries.length);
    this.entries.push(entry);
    return this.entries.length - 1;
  }
}

/** The tables that grow with what the text mentions. */
export class Pool {
  private readonly stringTable: Interned<string> = new Interned();
  private readonly constantTable: Interned<Constant> = new Interned();
  private readonly typeTable: Interned<TypeDescriptor> = new Interned();
  private readonly builtinTable: Interned<number> = new Interned();

  get strings(): readonly string[] {
    return this.stringTable.entries;
  }

  get constants(): readonly Constant[] {
    return this.constantTable.entries;
  }

  get types(): readonly TypeDescriptor[] {
    return this.typeTable.entries;
  }

  get builtins(): readonly number[] {
    return this.builtinTable.entries;
  }

  /** Index of a string. */
  string(text: string): number {
    return this.stringTable.add(text, text);
  }

  /** Index of a constant. */
  constant(constant: Constant): number {
    return this.constantTable.add(constantKey(constant), constant);
  }

  /** Index of a type. */
  type(type: TypeDescriptor): number {
    return this.typeTable.add(JSON.stringify(type), type);
  }

  /** Index of a name of the prelude. */
  builtin(name: string): number {
    return this.builtinTable.add(name, this.string(name));
  }
}

const constantKey = (constant: Constant): string => {
  switch (constant.kind) {
    case 'none':
      return 'none';
    case 'float':
      return `float ${Object.is(constant.value, -0) ? '-0' : constant.value}`;
    case 'tuple':
      return `tuple ${constant.items.join()}`;
    case 'bytes':
      return `bytes ${constant.value.join()}`;
    default:
      return `${constant.kind} ${constant.value}`;
  }
};
