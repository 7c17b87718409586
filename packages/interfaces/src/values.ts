/** What the values of signature types are in TypeScript. */
import type {
  FnType,
  HoltType,
  HostTypeOf,
  ListType,
  OptionalType,
  SetType,
  SimpleHoltType,
  SimpleTypeName,
  TableType,
  TupleType,
  UnionType,
} from './type.ts';

/** A range of ints, its end excluded. */
export interface HoltRange {
  readonly start: number | bigint;
  readonly end: number | bigint;
}

/** A function of the guest: an opaque handle that the instance which made it can call (`instance.callHandle`). */
export interface GuestFunction {
  readonly kind: string;
  readonly label: string;
}

/** Values of the types without parameters. An int beyond ±(2^53-1) is a bigint. */
interface SimpleValues {
  readonly any: unknown;
  readonly none: null;
  readonly bool: boolean;
  readonly int: number | bigint;
  readonly float: number;
  readonly num: number | bigint;
  readonly str: string;
  readonly buffer: Uint8Array;
  readonly range: HoltRange;
}

type SimpleValue<N extends SimpleTypeName> = SimpleValues[N];

/** Values of several types in a row; of types that are not known one by one, any number of any values. */
type ValuesOf<T extends readonly HoltType[]> = T extends readonly [
  infer First extends HoltType,
  ...infer Rest extends readonly HoltType[],
]
  ? [ValueOf<First>, ...ValuesOf<Rest>]
  : T extends readonly []
    ? []
    : unknown[];

/** What a value of the type `T` is in TypeScript, whichever way it goes; of a type that is not known, any value. */
export type ValueOf<T extends HoltType> = HoltType extends T
  ? unknown
  : T extends SimpleHoltType<infer N>
    ? SimpleValue<N>
    : T extends ListType<infer I>
      ? readonly ValueOf<I>[]
      : T extends SetType<infer I>
        ? ReadonlySet<ValueOf<I>>
        : T extends OptionalType<infer I>
          ? ValueOf<I> | null
          : T extends TableType<infer K, infer V>
            ? ReadonlyMap<ValueOf<K>, ValueOf<V>>
            : T extends TupleType<infer I>
              ? Readonly<ValuesOf<I>>
              : T extends UnionType<infer I>
                ? ValueOf<I[number]>
                : T extends FnType
                  ? GuestFunction
                  : T extends HostTypeOf<infer H>
                    ? H
                    : never;

/** What a function of the type `T` may return: for `none` also nothing. */
export type ResultOf<T extends HoltType> = T extends SimpleHoltType<'none'> ? null | undefined | void : ValueOf<T>;
