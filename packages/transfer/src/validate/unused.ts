/**
 * Rule S5: an entry that nothing uses would be a second way to write the same module, and a place to hide things.
 * Host functions are an exception: a module needs what it declares, whether it calls it or not.
 */
import type { TypeDescriptor } from '../module.ts';
import type { Tables, Uses } from '../read/tables.ts';
import type { ModuleDiagnostic } from '../rejection.ts';

/** The first entry that nothing uses, or null. Constants and types spread their own use to what they refer to. */
export const unusedEntry = (tables: Tables): ModuleDiagnostic | null => {
  spread(tables.constantUses, (index) => {
    const constant = tables.constants[index];
    return constant?.kind === 'tuple' ? constant.items : [];
  });
  spread(tables.typeUses, (index) => childrenOf(tables.types[index] as TypeDescriptor));
  return (
    firstUnused(tables.constantUses, 'constant') ??
    firstUnused(tables.typeUses, 'type') ??
    firstUnused(tables.stringUses, 'string') ??
    firstUnused(tables.builtinUses, 'builtin')
  );
};

/** Entries refer to earlier ones only, so one pass backwards reaches everything. */
const spread = ({ used }: Uses, children: (index: number) => readonly number[]): void => {
  for (let index = used.length - 1; index >= 0; index -= 1) {
    if (used[index] === 0) continue;
    for (const child of children(index)) used[child] = 1;
  }
};

const childrenOf = (type: TypeDescriptor): readonly number[] => {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'optional':
      return [type.item];
    case 'table':
      return [type.key, type.value];
    case 'tuple':
    case 'union':
      return type.items;
    case 'fn':
      return [...type.params, type.result];
    default:
      return [];
  }
};

const firstUnused = ({ offsets, used }: Uses, what: string): ModuleDiagnostic | null => {
  const index = used.indexOf(0);
  if (index < 0) return null;
  const message = `${what} ${index} is used by nothing`;
  return { rule: 'S5', offset: offsets[index] as number, message, hint: 'leave it out', functionIndex: null };
};
