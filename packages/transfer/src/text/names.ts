/** How functions, classes and variables are referred to in the text form: by name where that is unique, else by number. */
import type { Module } from '../module.ts';
import { nameText, quote } from './quote.ts';

/** References by index. */
export interface Names {
  readonly functions: readonly string[];
  readonly classes: readonly string[];
  readonly globals: readonly string[];
  readonly imports: readonly string[];
  readonly modules: readonly string[];
  readonly hosts: readonly string[];
  readonly builtins: readonly string[];
  readonly shared: readonly string[];
}

/** The references of a module. */
export const namesOf = (module: Module): Names => {
  const str = (index: number): string => module.strings[index] ?? '';
  return {
    functions: references(module.functions.map(({ name }) => str(name))),
    classes: references(module.classes.map(({ name }) => str(name))),
    globals: references(module.globals.map(str)),
    imports: module.modules.flatMap(({ name, names }) =>
      names.map((imported) => `${quote(str(name))}.${nameText(str(imported))}`),
    ),
    modules: module.modules.map(({ name }) => quote(str(name))),
    hosts: module.interfaces.flatMap(({ name, major, functions }) =>
      functions.map((fn) => `${quote(str(name))} ${major}.${nameText(str(fn.name))}`),
    ),
    builtins: module.builtins.map((name) => nameText(str(name))),
    shared: module.shared.map(({ name }) => nameText(str(name))),
  };
};

const references = (names: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return names.map((name, index) => (counts.get(name) === 1 ? nameText(name) : `#${index}`));
};
