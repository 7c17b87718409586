/**
 * Holt itself, on untyped and on typed sources. The only file of this tool that knows Holt's interface.
 * Sources are compiled at the highest level. Limits are on and out of reach, so that metering is part of every figure.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bench, HostedEngine, Presence } from '../engine.ts';
import { findPackage } from '../find.ts';

const PACKAGE = '@holt/holt';
const LIMITS = { fuel: Number.MAX_SAFE_INTEGER, memory: 4 * 2 ** 30, entries: 2 ** 26, stringUnits: 2 ** 28 };

type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false };

/** What this file uses of the package. It is imported by name only, so that the other engines run without it. */
interface Front {
  compile(
    files: Readonly<Record<string, string>>,
    options: { readonly level: 2 },
  ): Outcome<{ readonly modules: unknown }>;
  createVm(): unknown;
  load(vm: unknown, modules: unknown): Outcome<{ readonly program: Program }>;
}

interface Program {
  instantiate(options: { readonly limits: typeof LIMITS }): Outcome<{ readonly instance: Instance }>;
}

interface Instance {
  callSync(name: string, args: readonly unknown[]): Outcome<{ readonly value: unknown }>;
}

function find(): Presence {
  const found = findPackage(PACKAGE);
  if (found === undefined) return { missing: `the package ${PACKAGE} is not installed` };
  const entry = fileURLToPath(import.meta.resolve(PACKAGE));
  if (!existsSync(entry)) return { missing: `the package ${PACKAGE} is not built: there is no ${entry}` };
  // A loader that compiles sources on the fly wraps functions to keep their names, which distorts what is measured.
  if (entry.endsWith('.ts')) return { missing: `the package ${PACKAGE} resolves to sources: build it first` };
  return { version: found.version };
}

async function start(source: string): Promise<Bench> {
  const { compile, createVm, load } = (await import(PACKAGE)) as Front;
  const { modules } = succeeded('compile', compile({ 'main.holt': source }, { level: 2 }));
  const { program } = succeeded('load', load(createVm(), modules));
  const { instance } = succeeded('instantiate', program.instantiate({ limits: LIMITS }));
  return (n) => succeeded('call', instance.callSync('bench', [n])).value;
}

function succeeded<T>(step: string, outcome: Outcome<T>): T {
  if (outcome.ok) return outcome;
  throw new Error(`${step}: ${JSON.stringify(outcome).slice(0, 500)}`);
}

/** Holt on sources without annotations. */
export const holt: HostedEngine = {
  kind: 'hosted',
  id: 'holt',
  title: 'Holt',
  suffixes: ['.holt'],
  warmUpMs: 1000,
  patience: 1,
  nodeFlags: [],
  find,
  load: start,
};

/** Holt on the same programs with types on parameters, fields and variables. */
export const holtTyped: HostedEngine = { ...holt, id: 'holt-typed', title: 'Holt, typed', suffixes: ['.typed.holt'] };
