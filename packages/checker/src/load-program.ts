/**
 * Finds and parses all modules that a program consists of. Files are reached through the caller's `read` alone.
 */

import type { Diagnostic, SourceFile } from '@holt/diagnostics';
import { atSource, namesMessages } from '@holt/diagnostics';
import type { ModulePath, ModuleTree, Place, Statement } from '@holt/syntax';
import { parse } from '@holt/syntax';
import { candidates, folderOf, joinPath, moduleName, pathText } from './module-paths.ts';
import type { Project } from './project.ts';
import { findProject } from './project.ts';

/** Where a program's modules come from. */
export interface ProgramSource {
  /** Path of the main file. */
  readonly entry: string;
  /** The text of a file, or null if there is no such file. Paths use `/`. */
  readonly read: (path: string) => string | null;
  /**
   * Folder from which absolute imports are looked up. If it is left out, it is the nearest folder around the main file
   * that has a `holt.json`, whose import paths then count too, or else the main file's own.
   */
  readonly root?: string;
  /** Further folders in which absolute imports are looked up, in order. */
  readonly searchPaths?: readonly string[];
  /** Modules that are there without source, such as those of the standard library: their exported names by module name. */
  readonly libraries?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A module of a program as it was read. */
export interface LoadedModule {
  readonly name: string;
  readonly file: SourceFile;
  readonly tree: ModuleTree;
  /** What each import statement means; a statement whose module is missing has no entry. */
  readonly imports: ReadonlyMap<Statement, LoadedImport>;
}

/** A module that is imported: one of the program by its path, or a library by its name. */
export interface LoadedImport {
  readonly name: string;
  readonly library: boolean;
}

/** All modules of a program. */
export interface LoadedProgram {
  /** Each after the modules that it imports, as far as cycles allow; the main module stands last. */
  readonly modules: readonly LoadedModule[];
  readonly libraries: ReadonlyMap<string, ReadonlySet<string>>;
  /** Syntax errors and missing modules. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether some module could not be parsed, so that checking would only repeat that. */
  readonly broken: boolean;
}

interface Found {
  readonly path: string;
  readonly text: string;
}

interface Node {
  readonly module: LoadedModule;
  readonly imports: Map<Statement, LoadedImport>;
  readonly needs: string[];
}

/** Reads the main module and all that it imports. The main file must exist: null if it does not. */
export function loadProgram(source: ProgramSource): LoadedProgram | null {
  const text = source.read(source.entry);
  return text === null ? null : new Loader(source).load({ path: source.entry, text });
}

class Loader {
  readonly #source: ProgramSource;
  readonly #root: string;
  readonly #searchPaths: readonly string[];
  readonly #libraries: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #nodes: Map<string, Node> = new Map();
  readonly #names: Map<string, string> = new Map();
  readonly #diagnostics: Diagnostic[] = [];
  #broken = false;

  constructor(source: ProgramSource) {
    this.#source = source;
    const project = source.root === undefined ? findProject(source.entry, source.read) : null;
    this.#root = source.root ?? project?.root ?? folderOf(joinPath('', source.entry));
    this.#searchPaths = [...(project?.importPaths ?? []), ...(source.searchPaths ?? [])];
    if (project !== null && project.problem !== null) this.#reportProject(project, project.problem);
    this.#libraries = source.libraries ?? new Map();
  }

  #reportProject({ path, text }: Project, problem: string): void {
    const message = namesMessages.badProjectFile({ path, problem });
    this.#diagnostics.push(atSource(message, { file: { name: path, text }, start: 0, end: 0 }));
  }

  load(main: Found): LoadedProgram {
    const entry = joinPath('', main.path);
    const pending: string[] = [];
    this.#add({ path: entry, text: main.text }, pending);
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) this.#link(path, pending);
    return {
      modules: this.#ordered(entry),
      libraries: this.#libraries,
      diagnostics: this.#diagnostics,
      broken: this.#broken,
    };
  }

  #add(found: Found, pending: string[]): void {
    const file: SourceFile = { name: found.path, text: found.text };
    const { tree, diagnostics } = parse(file);
    this.#diagnostics.push(...diagnostics);
    if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) this.#broken = true;
    const imports = new Map<Statement, LoadedImport>();
    const name = this.#nameFor(found.path);
    this.#nodes.set(found.path, { module: { name, file, tree, imports }, imports, needs: [] });
    pending.push(found.path);
  }

  /** A name that no other file has. */
  #nameFor(path: string): string {
    const wanted = moduleName(path, this.#root, this.#searchPaths);
    let name = wanted;
    for (let number = 2; this.#names.has(name); number++) name = `${wanted}_${number}`;
    this.#names.set(name, path);
    return name;
  }

  /** Finds what a module imports. */
  #link(path: string, pending: string[]): void {
    const node = this.#nodes.get(path);
    if (node === undefined) return;
    const { tree, file } = node.module;
    const searchPaths = [...pragmaPaths(tree, path), ...this.#searchPaths];
    for (const statement of tree.body) {
      const target = importPath(statement);
      if (target === null || target.parts.length === 0) continue;
      const found = this.#find(target, path, searchPaths, pending);
      if (found === null) this.#missing(target, path, searchPaths, file);
      else {
        node.imports.set(statement, { name: found.name, library: found.library });
        if (found.path !== null) node.needs.push(found.path);
      }
    }
  }

  #find(
    target: ModulePath,
    importer: string,
    searchPaths: readonly string[],
    pending: string[],
  ): { name: string; library: boolean; path: string | null } | null {
    for (const path of candidates(target, importer, this.#root, searchPaths)) {
      if (!this.#nodes.has(path)) {
        const text = this.#source.read(path);
        if (text === null) continue;
        this.#add({ path, text }, pending);
      }
      return { name: this.#nodes.get(path)?.module.name ?? '', library: false, path };
    }
    const name = pathText(target);
    return this.#libraries.has(name) ? { name, library: true, path: null } : null;
  }

  #missing(target: ModulePath, importer: string, searchPaths: readonly string[], file: SourceFile): void {
    const tried = candidates(target, importer, this.#root, searchPaths);
    const place: Place = target;
    this.#diagnostics.push(
      atSource(namesMessages.missingModule({ name: pathText(target), tried: tried.join(', ') }), {
        file,
        start: place.start,
        end: place.end,
      }),
    );
  }

  /** Depth first, each module behind those that it imports. */
  #ordered(entry: string): LoadedModule[] {
    const order: LoadedModule[] = [];
    const seen = new Set<string>([entry]);
    const stack: { node: Node; next: number }[] = [];
    const enter = (path: string): void => {
      const node = this.#nodes.get(path);
      if (node !== undefined) stack.push({ node, next: 0 });
    };
    enter(entry);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const need = top.node.needs[top.next++];
      if (need === undefined) {
        order.push(top.node.module);
        stack.pop();
      } else if (!seen.has(need)) {
        seen.add(need);
        enter(need);
      }
    }
    return order;
  }
}

/** The module that a statement imports, or null for other statements. */
export function importPath(statement: Statement): ModulePath | null {
  const imports = statement.kind === 'import' || statement.kind === 'from-import' || statement.kind === 'export-from';
  return imports ? statement.path : null;
}

/** Folders of `#: import_path "lib"` lines, relative to the file. */
function pragmaPaths(tree: ModuleTree, path: string): string[] {
  const folders: string[] = [];
  for (const pragma of tree.pragmas)
    if (pragma.name === 'import_path' && pragma.value !== null) folders.push(joinPath(folderOf(path), pragma.value));
  return folders;
}
