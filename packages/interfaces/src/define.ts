/** Declares a host interface: one declaration types the host's implementation and describes it to modules. */
import type { HoltType } from './type.ts';
import type { ResultOf, ValueOf } from './values.ts';

/** A parameter of a host function. Optional ones stand last; the host gets `undefined` for one that is left out. */
export interface ParamDeclaration {
  readonly name: string;
  readonly type: HoltType;
  readonly optional?: boolean;
}

/** A host function. */
export interface FunctionDeclaration {
  readonly params: readonly ParamDeclaration[];
  readonly result: HoltType;
  readonly doc?: string;
}

/** A host interface. */
export interface InterfaceDeclaration {
  /** E.g. `fs` or `acme:fs`. */
  readonly name: string;
  /** `major.minor.patch`. */
  readonly version: string;
  readonly docs?: string;
  readonly functions: Readonly<Record<string, FunctionDeclaration>>;
}

type ArgumentsOf<P extends readonly ParamDeclaration[]> = P extends readonly [
  infer First extends ParamDeclaration,
  ...infer Rest extends readonly ParamDeclaration[],
]
  ? First extends { readonly optional: true }
    ? [value?: ValueOf<First['type']>, ...rest: ArgumentsOf<Rest>]
    : [value: ValueOf<First['type']>, ...rest: ArgumentsOf<Rest>]
  : [];

/** What a host has to write for the interface `D`: a function for each of its functions, giving a value or a promise. */
export type Implementation<D extends InterfaceDeclaration> = {
  readonly [F in keyof D['functions']]: (
    ...args: ArgumentsOf<D['functions'][F]['params']>
  ) => ResultOf<D['functions'][F]['result']> | Promise<ResultOf<D['functions'][F]['result']>>;
};

const interfaceName = /^[a-z][a-z0-9_-]*(:[a-z][a-z0-9_-]*)?$/;
const versionText = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/;
const hostTypeName = /^[A-Z][A-Za-z0-9_]*$/;
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Checks a declaration and gives it back, frozen; a TypeError that says what is wrong with it. */
export const defineInterface = <const D extends InterfaceDeclaration>(declaration: D): D => {
  const { name, version, functions } = declaration;
  if (!interfaceName.test(name)) fail(`the name ${JSON.stringify(name)} is not like fs or acme:fs`);
  if (!versionText.test(version)) fail(`the version ${JSON.stringify(version)} of ${name} is not like 1.2.0`);
  for (const [key, fn] of Object.entries(functions)) checkFunction(`${name}.${key}`, key, fn);
  return freezeAll(declaration);
};

const checkFunction = (where: string, key: string, fn: FunctionDeclaration): void => {
  if (!identifier.test(key)) fail(`${JSON.stringify(key)} cannot be the name of a function`);
  const names = new Set<string>();
  let optional = false;
  for (const param of fn.params) {
    if (!identifier.test(param.name)) fail(`a parameter of ${where} is named ${JSON.stringify(param.name)}`);
    if (names.has(param.name)) fail(`${where} has two parameters named ${param.name}`);
    if (optional && param.optional !== true) fail(`${where} requires ${param.name} behind an optional parameter`);
    names.add(param.name);
    optional = param.optional === true;
    checkType(param.type, `${where}(${param.name})`);
  }
  checkType(fn.result, where);
};

const checkType = (type: HoltType, where: string): void => {
  switch (type.kind) {
    case 'simple':
      return;
    case 'list':
    case 'set':
    case 'optional':
      return checkType(type.item, where);
    case 'table':
      checkType(type.key, where);
      return checkType(type.value, where);
    case 'tuple':
      return type.items.forEach((item) => {
        checkType(item, where);
      });
    case 'union':
      if (type.items.length < 2) fail(`a union in the signature of ${where} has fewer than two members`);
      return type.items.forEach((item) => {
        checkType(item, where);
      });
    case 'fn':
      type.params.forEach((item) => {
        checkType(item, where);
      });
      return checkType(type.result, where);
    case 'host':
      // As text a host type is its name, so it must not read like another type.
      if (!hostTypeName.test(type.name))
        fail(`a host type in ${where} is named ${JSON.stringify(type.name)}, not like File`);
      return;
    default:
      fail(`the signature of ${where} contains what is no type`);
  }
};

const fail = (what: string): never => {
  throw new TypeError(`this is no interface: ${what}`);
};

const freezeAll = <T>(data: T): T => {
  if (typeof data !== 'object' || data === null || Object.isFrozen(data)) return data;
  for (const value of Object.values(data)) freezeAll(value);
  return Object.freeze(data);
};
