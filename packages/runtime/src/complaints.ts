/** Words of the guest errors that the machine raises for operands of the wrong kind. */
import { typeName } from './natives/types.ts';
import { Done, List, raise, Table, type Value } from './values.ts';

/** What an operator could not do, for the beginning of a message. */
export function operatorVerb(name: string): string {
  switch (name) {
    case 'add':
      return 'cannot add';
    case 'sub':
      return 'cannot subtract';
    case 'mul':
      return 'cannot multiply';
    case 'div':
    case 'floordiv':
      return 'cannot divide';
    default:
      return `cannot apply ${name} to`;
  }
}

/** How to ask for what was probably meant by a condition that is no bool. */
export function conditionHint(value: Value): string {
  if (value === null) return 'write x != none';
  if (typeof value === 'number' || typeof value === 'bigint') return 'write x != 0';
  if (typeof value === 'string') return 'write x != ""';
  if (value instanceof List || value instanceof Table) return 'write not x.is_empty()';
  return 'write a comparison';
}

/** A bound of a range as a bigint; a TypeError for what is no int. */
export function rangeBound(value: Value, which: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  return raise('TypeError', `the ${which} of a range must be an int, found ${typeName(value)}`);
}

/** Why an element cannot be pushed. */
export function badPush(list: Value, value: Value): never {
  if (value instanceof Done) raise('TypeError', 'done cannot be stored in a collection');
  raise(
    list instanceof List ? 'FrozenError' : 'TypeError',
    list instanceof List ? 'the list is frozen' : 'only a list can be extended',
  );
}
