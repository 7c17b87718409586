/** Compiles programs from files. Diagnostics name files as people see them. */
import { dirname, resolve } from 'node:path';
import type { Diagnostic, SourceFile, SourceSpan } from '@holt/diagnostics';
import { compile } from '@holt/holt';
import { decodeSource } from '@holt/syntax';
import { exitStatus } from './exit.ts';
import { CommandFailure } from './failure.ts';
import { findProject, fromRoot, type ImportFolders, type Project, shownPath } from './project.ts';
import { readBytes, readBytesIfThere } from './read-file.ts';
import type { Surroundings } from './surroundings.ts';

/** How much the optimizer does. */
export type Level = 0 | 1 | 2;

/** How sources are compiled. */
export interface SourceSettings extends ImportFolders {
  readonly level: Level;
  readonly strip?: boolean;
}

/** A compiled program. */
export interface SourceProgram {
  /** Name of the main module. */
  readonly main: string;
  readonly modules: ReadonlyMap<string, Uint8Array>;
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[];
  readonly files: SourceFiles;
}

/** The source files of a program, read on demand. */
export class SourceFiles {
  readonly project: Project;
  readonly #cwd: string;
  /** By path from the root. */
  readonly #texts: Map<string, string>;
  readonly #notUtf8: Map<string, Diagnostic>;
  readonly #shown: Map<SourceFile, SourceFile>;

  constructor(project: Project, cwd: string) {
    this.project = project;
    this.#cwd = cwd;
    this.#texts = new Map();
    this.#notUtf8 = new Map();
    this.#shown = new Map();
  }

  /** Paths of all files that were read, from the root. */
  paths(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** The text of a file that was read. */
  text(path: string): string | null {
    return this.#texts.get(path) ?? null;
  }

  /** The name of a file for people. */
  shown(path: string): string {
    return shownPath(resolve(this.project.root, path), this.#cwd);
  }

  /** Reads the file that a program starts with; it must be there. */
  readMain(path: string): void {
    this.#take(path, readBytes(resolve(this.project.root, path), this.shown(path)));
  }

  /** Reads a file for the compiler: null if there is none. */
  readonly read = (path: string): string | null => {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const bytes = readBytesIfThere(resolve(this.project.root, path), this.shown(path));
    return bytes === null ? null : this.#take(path, bytes);
  };

  /** Diagnostics with names for people. What the compiler makes of a file that is not UTF-8 is of no use to anyone. */
  forPeople(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const readable = diagnostics.filter(({ span }) => span === null || !this.#notUtf8.has(span.file.name));
    return [...this.#notUtf8.values(), ...readable].map((diagnostic) => this.#rename(diagnostic));
  }

  #take(path: string, bytes: Uint8Array): string {
    const { file, diagnostics } = decodeSource(path, bytes);
    this.#texts.set(path, file.text);
    const [wrong] = diagnostics;
    if (wrong !== undefined) this.#notUtf8.set(path, wrong);
    return file.text;
  }

  #rename(diagnostic: Diagnostic): Diagnostic {
    const { span, notes, fix } = diagnostic;
    return {
      ...diagnostic,
      span: span === null ? null : this.#span(span),
      notes: notes.map((note) => ({ ...note, span: note.span === null ? null : this.#span(note.span) })),
      fix: fix === null ? null : { ...fix, span: this.#span(fix.span) },
    };
  }

  #span(span: SourceSpan): SourceSpan {
    let file = this.#shown.get(span.file);
    if (file === undefined) {
      file = { name: this.shown(span.file.name), text: span.file.text };
      this.#shown.set(span.file, file);
    }
    return { ...span, file };
  }
}

/** The source files of the program that starts with a file, which is given by its absolute path. */
export function openProgram(path: string, folders: ImportFolders, surroundings: Surroundings): SourceFiles {
  return new SourceFiles(findProject(dirname(path), folders, surroundings), surroundings.cwd);
}

/** Compiles the program that starts with a file, given by its absolute path. Stops the command if it does not compile. */
export function compileFile(path: string, settings: SourceSettings, surroundings: Surroundings): SourceProgram {
  const files = openProgram(path, settings, surroundings);
  const result = compileOpened(path, files, settings);
  if (result.modules === null) throw new CommandFailure(exitStatus.compileError, result.diagnostics);
  return { main: result.main, modules: result.modules, diagnostics: result.diagnostics, files };
}

/** What came of compiling: modules, or null where there are errors. */
export interface SourceResult {
  readonly main: string;
  readonly modules: ReadonlyMap<string, Uint8Array> | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles the program that starts with a file and tells what is wrong with it. */
export function compileOpened(path: string, files: SourceFiles, settings: SourceSettings): SourceResult {
  const { root, searchPaths } = files.project;
  const entry = fromRoot(root, path);
  files.readMain(entry);
  const { level, strip = false } = settings;
  const result = compile(files.read, { entry, root: '', searchPaths, level, strip });
  const diagnostics = files.forPeople(result.diagnostics);
  const failed = !result.ok || diagnostics.some(({ severity }) => severity === 'error');
  // The compiler gives each module behind those that it imports.
  const main = result.ok ? ([...result.modules.keys()].at(-1) ?? '') : '';
  return { main, modules: failed ? null : result.modules, diagnostics };
}
