/** What the attacks share: programs in one line, interfaces with their stubs, and the checks that every attack has to pass. */
import {
  compile,
  createVm,
  defineInterface,
  descriptorOf,
  GuestHandle,
  type Instance,
  type InstanceOptions,
  type InterfaceDeclaration,
  load,
  type Program,
  type ProvidedInterface,
  provide,
  type RunResult,
  toStub,
  type Vm,
} from '@holt/holt';
import { afterAll, beforeAll, expect } from 'vitest';
import { intrinsics } from './intrinsics.ts';

/** One VM for the programs of a file: what one of them does must not matter to the others. */
export const vm: Vm = createVm();

/** Compiles and loads a program; a single text is `main.holt`. */
export function programOf(source: string | Readonly<Record<string, string>>, level: 0 | 1 | 2 = 2): Program {
  const compiled = compile(typeof source === 'string' ? { 'main.holt': source } : source, { level });
  if (!compiled.ok) throw new Error(compiled.diagnostics.map((d) => `${d.code}: ${d.text}`).join('\n'));
  const loaded = load(vm, compiled.modules);
  if (!loaded.ok) throw new Error(`${loaded.module}: ${loaded.diagnostics[0].rule} ${loaded.diagnostics[0].message}`);
  return loaded.program;
}

/** Links an instance of a program. */
export function instanceOf(program: Program, options: InstanceOptions = {}): Instance {
  const made = program.instantiate(options);
  if (!made.ok) throw new Error(made.problems.join('\n'));
  return made.instance;
}

/** Compiles, loads and links. */
export function start(
  source: string | Readonly<Record<string, string>>,
  options: InstanceOptions = {},
  level: 0 | 1 | 2 = 2,
): Instance {
  return instanceOf(programOf(source, level), options);
}

/** An interface and the lines by which a program declares it. */
export interface Given {
  readonly stub: string;
  readonly interfaces: readonly ProvidedInterface[];
}

/** An implementation of any type: attacks do what the types forbid. */
export type Loose = Readonly<Record<string, (...args: readonly never[]) => unknown>>;

/** Gives an interface named `h` with these functions. */
export function giving(functions: InterfaceDeclaration['functions'], implementation: Loose): Given {
  const declaration = defineInterface({ name: 'h', version: '1.0.0', functions });
  return {
    stub: `${toStub(descriptorOf(declaration))}\n`,
    interfaces: [provide(declaration, implementation as never)],
  };
}

/** How a run ended, in a word: `value`, the kind of the guest error, the limit, or `refused`. */
export function outcome(result: RunResult): string {
  if (result.ok) return 'value';
  if (result.kind === 'error') return result.error.kind;
  return result.kind === 'limit' ? `limit ${result.limit}` : 'refused';
}

/** The value of a run that must have one. */
export function valueOf(result: RunResult): unknown {
  if (!result.ok) throw new Error(`no value: ${JSON.stringify(result)}`);
  return result.value;
}

/** Runs a program whose output counts, and gives how it ended together with what it wrote. */
export function observe(
  source: string,
  options: InstanceOptions = {},
  level: 0 | 1 | 2 = 2,
): { readonly end: string; readonly text: string; readonly result: RunResult; readonly instance: Instance } {
  let text = '';
  const instance = start(source, { output: (piece) => void (text += piece), ...options }, level);
  const result = instance.runSync();
  clean(result);
  return { end: outcome(result), text, result, instance };
}

/** Another instance of the same VM still does its work. */
export function othersWork(): void {
  expect(valueOf(start('export fn twice(x): return x * 2\n').callSync('twice', [21]))).toBe(42);
}

/** A poisoned instance refuses every entry, with the reason. */
export async function poisoned(instance: Instance): Promise<void> {
  expect(instance.state).toBe('trapped');
  for (const result of [
    instance.runSync(),
    instance.callSync('f'),
    instance.get('f'),
    await instance.call('f'),
    await instance.run(),
  ]) {
    expect(result).toMatchObject({ ok: false, kind: 'refused' });
    expect(JSON.stringify(result)).toContain('the instance was stopped');
  }
}

const shapes: ReadonlySet<string> = new Set([
  'ok value',
  'error kind ok',
  'kind limit message ok trace',
  'kind ok reason',
  'cause kind message skippedFrames trace',
  'column file function line',
]);

/** G6: nothing reachable from a result has a prototype of the host beyond the documented ones, or is a function or symbol. */
export function clean(result: unknown): void {
  const seen = new Set<unknown>();
  const open: unknown[] = [result];
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (typeof value === 'string') expect(value).not.toMatch(/node:|node_modules|\.ts:\d|file:\/\//);
    else if (typeof value === 'object' && value !== null) for (const part of partsOf(value)) open.push(part);
    else expect(['number', 'bigint', 'boolean', 'object']).toContain(typeof value);
  }
}

function partsOf(value: object): unknown[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (value instanceof GuestHandle) {
    expect(Reflect.ownKeys(value)).toEqual(['kind', 'label']);
    expect(Object.isFrozen(value)).toBe(true);
    return [value.kind, value.label];
  }
  if (prototype === Array.prototype) {
    expect(Reflect.ownKeys(value)).toHaveLength((value as unknown[]).length + 1);
    return value as unknown[];
  }
  if (prototype === Map.prototype || prototype === Set.prototype) {
    expect(Reflect.ownKeys(value)).toEqual([]);
    return value instanceof Map ? [...value.keys(), ...value.values()] : [...(value as Set<unknown>)];
  }
  if (prototype === Uint8Array.prototype) return [];
  expect(prototype).toBe(Object.prototype);
  expect(shapes).toContain(Object.keys(value).sort().join(' '));
  return Reflect.ownKeys(value).map((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    expect(descriptor).toHaveProperty('value');
    return descriptor?.value === undefined ? null : descriptor.value;
  });
}

/** G1 and G2 for a whole file: the host's intrinsics stay as they were, and no rejection goes unhandled. */
export function watchHost(): void {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  let before: readonly string[];
  beforeAll(() => {
    before = intrinsics();
    process.on('unhandledRejection', note);
  });
  afterAll(async () => {
    await turn();
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
    expect(intrinsics()).toEqual(before);
  });
}

/** Lets the event loop have a turn. */
export async function turn(milliseconds = 0): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
