/** Whether what a host provides meets what a module requires, and if not, why, in words. */
import type { FunctionDescriptor, InterfaceDescriptor, ParamDescriptor } from './descriptor.ts';
import { type HoltType, typeText } from './type.ts';

/** A function that a module requires. */
export interface RequiredFunction {
  readonly name: string;
  readonly params: readonly ParamDescriptor[];
  readonly result: HoltType;
}

/** What a module requires of one interface: `1.2` is met by `>=1.2 <2`. */
export interface Requirement {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  readonly functions: readonly RequiredFunction[];
}

/** Lists why the provided interface does not meet the requirement; nothing if it does. */
export const satisfies = (requirement: Requirement, provided: InterfaceDescriptor): readonly string[] => {
  const { name, major, minor } = requirement;
  const found = `${provided.name}@${provided.major}.${provided.minor}.${provided.patch}`;
  if (name !== provided.name || major !== provided.major || minor > provided.minor) {
    return [`the host provides ${found}; the module requires ${name}@${major}.${minor}`];
  }
  const functions = new Map(provided.functions.map((fn) => [fn.name, fn]));
  return requirement.functions.flatMap((required) => {
    const fn = functions.get(required.name);
    const problem = fn === undefined ? 'is not there' : signatureProblem(required, fn);
    return problem === null ? [] : [`${found}: ${required.name} ${problem}`];
  });
};

const signatureProblem = (required: RequiredFunction, provided: FunctionDescriptor): string | null => {
  for (let i = 0; i < Math.max(required.params.length, provided.params.length); i += 1) {
    const problem = paramProblem(required.params[i], provided.params[i]);
    if (problem !== null) return problem;
  }
  if (fits(provided.result, required.result)) return null;
  return `gives ${typeText(provided.result)}; the module requires ${typeText(required.result)}`;
};

const paramProblem = (required: ParamDescriptor | undefined, provided: ParamDescriptor | undefined): string | null => {
  if (provided === undefined) return `takes no parameter ${required?.name}, which the module passes`;
  if (required === undefined)
    return provided.optional ? null : `needs the parameter ${provided.name}, which the module does not pass`;
  if (required.optional && !provided.optional) {
    return `needs the parameter ${provided.name}, which the module may leave out`;
  }
  if (fits(required.type, provided.type)) return null;
  return `takes ${typeText(provided.type)} for ${provided.name}; the module passes ${typeText(required.type)}`;
};

/** Whether every value of the type `from` is one of the type `to`; `any` stands for what nobody declared. */
const fits = (from: HoltType, to: HoltType): boolean => {
  if (isSimple(from, 'any') || isSimple(to, 'any')) return true;
  if (from.kind === 'union') return from.items.every((item) => fits(item, to));
  if (from.kind === 'optional') return acceptsNone(to) && fits(from.item, to);
  if (to.kind === 'union') return to.items.some((item) => fits(from, item));
  if (to.kind === 'optional') return isSimple(from, 'none') || fits(from, to.item);
  switch (from.kind) {
    case 'simple':
      if (to.kind !== 'simple') return false;
      return from.name === to.name || (to.name === 'num' && (from.name === 'int' || from.name === 'float'));
    case 'host':
      return to.kind === 'host' && from.name === to.name;
    case 'list':
    case 'set':
      return to.kind === from.kind && fits(from.item, to.item);
    case 'table':
      return to.kind === 'table' && fits(from.key, to.key) && fits(from.value, to.value);
    case 'tuple':
      return to.kind === 'tuple' && allFit(from.items, to.items);
    case 'fn':
      return to.kind === 'fn' && allFit(to.params, from.params) && fits(from.result, to.result);
  }
};

const allFit = (from: readonly HoltType[], to: readonly HoltType[]): boolean =>
  from.length === to.length && from.every((item, i) => fits(item, to[i] as HoltType));

const acceptsNone = (type: HoltType): boolean => {
  if (type.kind === 'union') return type.items.some(acceptsNone);
  return type.kind === 'optional' || isSimple(type, 'none') || isSimple(type, 'any');
};

const isSimple = (type: HoltType, name: string): boolean => type.kind === 'simple' && type.name === name;
