/** The types of interface signatures as data, and their names as text. */

/** Names of the types without parameters. */
export type SimpleTypeName = 'any' | 'none' | 'bool' | 'int' | 'float' | 'num' | 'str' | 'buffer' | 'range';

/** A type without parameters. */
export interface SimpleHoltType<N extends SimpleTypeName = SimpleTypeName> {
  readonly kind: 'simple';
  readonly name: N;
}

/** `list[T]`. */
export interface ListType<T extends HoltType = HoltType> {
  readonly kind: 'list';
  readonly item: T;
}

/** `set[T]`. */
export interface SetType<T extends HoltType = HoltType> {
  readonly kind: 'set';
  readonly item: T;
}

/** `T?`. */
export interface OptionalType<T extends HoltType = HoltType> {
  readonly kind: 'optional';
  readonly item: T;
}

/** `table[K, V]`. */
export interface TableType<K extends HoltType = HoltType, V extends HoltType = HoltType> {
  readonly kind: 'table';
  readonly key: K;
  readonly value: V;
}

/** `tuple[A, B]`. */
export interface TupleType<T extends readonly HoltType[] = readonly HoltType[]> {
  readonly kind: 'tuple';
  readonly items: T;
}

/** `A | B`. */
export interface UnionType<T extends readonly HoltType[] = readonly HoltType[]> {
  readonly kind: 'union';
  readonly items: T;
}

/** `fn(A, B) -> C`. */
export interface FnType<P extends readonly HoltType[] = readonly HoltType[], R extends HoltType = HoltType> {
  readonly kind: 'fn';
  readonly params: P;
  readonly result: R;
}

/** A host class or host data type by name; `T` is what stands for it in TypeScript. */
export interface HostTypeOf<T extends object = object> {
  readonly kind: 'host';
  readonly name: string;
  /** Never there: it only carries the type. */
  readonly represents?: T;
}

/** A type of a signature. */
export type HoltType =
  | SimpleHoltType
  | ListType
  | SetType
  | OptionalType
  | TableType
  | TupleType
  | UnionType
  | FnType
  | HostTypeOf;

const simple = <N extends SimpleTypeName>(name: N): SimpleHoltType<N> => Object.freeze({ kind: 'simple', name });

/** What signatures are written with: `t.str`, `t.list(t.int)`, `t.host('File')`. */
export interface TypeMakers {
  readonly any: SimpleHoltType<'any'>;
  readonly none: SimpleHoltType<'none'>;
  readonly bool: SimpleHoltType<'bool'>;
  readonly int: SimpleHoltType<'int'>;
  readonly float: SimpleHoltType<'float'>;
  readonly num: SimpleHoltType<'num'>;
  readonly str: SimpleHoltType<'str'>;
  readonly buffer: SimpleHoltType<'buffer'>;
  readonly range: SimpleHoltType<'range'>;
  list<T extends HoltType>(item: T): ListType<T>;
  set<T extends HoltType>(item: T): SetType<T>;
  optional<T extends HoltType>(item: T): OptionalType<T>;
  table<K extends HoltType, V extends HoltType>(key: K, value: V): TableType<K, V>;
  tuple<const T extends readonly HoltType[]>(...items: T): TupleType<T>;
  union<const T extends readonly HoltType[]>(...items: T): UnionType<T>;
  fn<const P extends readonly HoltType[], R extends HoltType>(params: P, result: R): FnType<P, R>;
  host<T extends object = object>(name: string): HostTypeOf<T>;
}

/** Makes the types of signatures. */
export const t: TypeMakers = Object.freeze({
  any: simple('any'),
  none: simple('none'),
  bool: simple('bool'),
  int: simple('int'),
  float: simple('float'),
  num: simple('num'),
  str: simple('str'),
  buffer: simple('buffer'),
  range: simple('range'),
  list: <T extends HoltType>(item: T): ListType<T> => Object.freeze({ kind: 'list', item }),
  set: <T extends HoltType>(item: T): SetType<T> => Object.freeze({ kind: 'set', item }),
  optional: <T extends HoltType>(item: T): OptionalType<T> => Object.freeze({ kind: 'optional', item }),
  table: <K extends HoltType, V extends HoltType>(key: K, value: V): TableType<K, V> =>
    Object.freeze({ kind: 'table', key, value }),
  tuple: <const T extends readonly HoltType[]>(...items: T): TupleType<T> => Object.freeze({ kind: 'tuple', items }),
  union: <const T extends readonly HoltType[]>(...items: T): UnionType<T> => Object.freeze({ kind: 'union', items }),
  fn: <const P extends readonly HoltType[], R extends HoltType>(params: P, result: R): FnType<P, R> =>
    Object.freeze({ kind: 'fn', params, result }),
  host: <T extends object = object>(name: string): HostTypeOf<T> => Object.freeze({ kind: 'host', name }),
});

/** The type as Holt writes it. */
export const typeText = (type: HoltType): string => {
  switch (type.kind) {
    case 'simple':
    case 'host':
      return type.name;
    case 'list':
    case 'set':
      return `${type.kind}[${typeText(type.item)}]`;
    case 'optional':
      return `${operand(type.item)}?`;
    case 'table':
      return `table[${typeText(type.key)}, ${typeText(type.value)}]`;
    case 'tuple':
      return `tuple[${type.items.map(typeText).join(', ')}]`;
    case 'union':
      return type.items.map(operand).join(' | ');
    case 'fn':
      return `fn(${type.params.map(typeText).join(', ')}) -> ${operand(type.result)}`;
  }
};

/** In brackets where a suffix or neighbour would otherwise bind to a part of it. */
const operand = (type: HoltType): string =>
  type.kind === 'union' || type.kind === 'fn' ? `(${typeText(type)})` : typeText(type);
