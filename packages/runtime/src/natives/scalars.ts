/** The types of single values: `bool int float str buffer`. */
import type { Context } from '../context.ts';
import {
  Buffer,
  Float,
  Instance,
  List,
  type Native,
  Range,
  raise,
  SetValue,
  Table,
  Tuple,
  TypeValue,
  type Value,
} from '../values.ts';
import { bufferConstructor, bufferMethods } from './buffers.ts';
import { byName, native } from './define.ts';
import { floatConstructor, floatMethods, intConstructor, intMethods } from './numbers.ts';
import { rangeLength } from './range-math.ts';
import { strConstructor, strMethods } from './strings.ts';

/** `bool(x)`: false for none, false, zero and what is empty. */
const boolConstructor: Native = native('bool', 'x', truth);

/** Makes the types. */
export function scalarTypes(): Record<'bool' | 'int' | 'float' | 'str' | 'buffer', TypeValue> {
  return {
    bool: new TypeValue('bool', boolConstructor, new Map()),
    int: new TypeValue('int', intConstructor, byName(intMethods)),
    float: new TypeValue('float', floatConstructor, byName(floatMethods)),
    str: new TypeValue('str', strConstructor, byName(strMethods)),
    buffer: new TypeValue('buffer', bufferConstructor, byName(bufferMethods)),
  };
}

function truth(_cx: Context, x: Value): boolean {
  if (x === null || x === false || x === 0 || x === '') return false;
  if (x instanceof Float) return x.v !== 0;
  if (x instanceof List || x instanceof Tuple) return x.items.length > 0;
  if (x instanceof Table || x instanceof SetValue) return x.map.size > 0;
  if (x instanceof Buffer) return x.length > 0;
  if (x instanceof Range) return rangeLength(x) !== 0;
  if (x instanceof Instance && x.cls.methods.has('op_len')) unclear(x);
  return true;
}

function unclear(x: Instance): never {
  raise('TypeError', `bool does not ask op_len of ${x.cls.name}; write len(x) > 0`);
}
