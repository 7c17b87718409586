import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encode, isValidated, type ValidatedModule, validate } from '../src/index.ts';
import * as own from '../src/validated-module.ts';
import { moduleOf } from './build.ts';

const text = `holt module 1
interface "acme:fs" 2.3
  host read (path: str, mode?: optional[int]) -> list[str]
import "geometry" (area, circle)
shared config defines
global g
class Point parent doc "A point."
  field x default
  fields make
  method norm
export area import "geometry".area
export g global g
start main
fn main () registers 2 doc "Runs."
  load_const r0, "text" @3:5
  new_buffer r0, x"0102" @4:1
  call_host r0, "acme:fs" 2.read, [r0] @-
  load_import r0, "geometry".circle
  load_builtin r0, print @9:2
  store_shared config, r0
  store_global g, r0
  closure r1, f, [r0]
  new_class r0, Point, r0, [r1, r1]
  return r0
fn f (a, b?, *c, =d) upvalues (value) registers 4
  block
    loop
      br 1
    end
  end
  return_none`;

const bytes = encode(moduleOf(text), { source: 'dir/main.holt' });
const proved = (input: Uint8Array = bytes): ValidatedModule => {
  const result = validate(input);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.module;
};
const sha = (input: Uint8Array): string => createHash('sha256').update(input).digest('hex');

describe('ValidatedModule', () => {
  const module = proved();
  const name = (index: number | undefined): string | undefined => module.strings[index ?? -1];

  it('gives the tables', () => {
    expect(module.sourceName).toBe('dir/main.holt');
    expect(module.customSections).toEqual(['source', 'spans']);
    expect(module.builtins).toEqual(['print']);
    expect(module.globals).toEqual(['g']);
    expect(module.imports).toEqual([
      { module: 'geometry', name: 'area', moduleIndex: 0 },
      { module: 'geometry', name: 'circle', moduleIndex: 0 },
    ]);
    expect(module.hostFunctions.map((host) => name(host.signature.name))).toEqual(['read']);
    expect(module.hostFunctions[0]?.interface).toBe(module.interfaces[0]);
    expect(module.exports.map((found) => [name(found.name), found.kind])).toEqual([
      ['area', 'import'],
      ['g', 'global'],
    ]);
    expect(module.shared).toMatchObject([{ defines: true }]);
    expect(module.classes).toMatchObject([{ hasParent: true, fields: [{ hasDefault: true }] }]);
    expect(module.start).toBe(0);
  });

  it('gives the headers of functions with what was found in their code', () => {
    expect(module.functions[0]).toMatchObject({ registers: 2, instructionCount: 10, nesting: 0, params: [] });
    expect(module.functions[1]).toMatchObject({ registers: 4, instructionCount: 6, nesting: 2, upvalues: ['value'] });
    const [first, second] = module.functions;
    expect(second?.bodyOffset).toBe((first?.bodyOffset ?? 0) + (first?.bodyLength ?? 0));
  });

  it('gives the code with places, made anew each time', () => {
    const code = module.instructions(0);
    expect(code.map(({ op }) => op).slice(0, 3)).toEqual(['load_const', 'new_buffer', 'call_host']);
    expect(code.map(({ at }) => at).slice(0, 5)).toEqual([3 * 4096 + 5, 4 * 4096 + 1, 0, 0, 9 * 4096 + 2]);
    expect(module.instructions(0)).not.toBe(code);
    expect(module.instructions(1)).toMatchObject([{ op: 'block' }, { op: 'loop' }, { op: 'br', depth: 1 }, {}, {}, {}]);
    expect(() => module.instructions(2)).toThrow(RangeError);
  });

  it('cannot be changed', () => {
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      value instanceof Uint8Array ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(module)).toBe(true);
    const copy = module.bytes();
    copy.fill(0);
    expect(module.bytes()).toEqual(bytes);
    const constant = module.constants.find(({ kind }) => kind === 'bytes');
    if (constant?.kind !== 'bytes') throw new Error('there is no byte string');
    constant.value.fill(9);
    expect(constant.value).toEqual(Uint8Array.of(1, 2));
    module.customSection('source')?.fill(0);
    expect(module.customSection('source')).toEqual(new TextEncoder().encode('dir/main.holt'));
    expect(module.customSection('none')).toBeNull();
  });

  it('gives the code whatever limits the host chose', () => {
    const result = validate(bytes, { limits: { operands: 4 } });
    expect(result.ok && result.module.instructions(0)).toEqual(module.instructions(0));
    const captures = encode(
      moduleOf(`holt module 1
start main
fn main () registers 2
  load_none r0
  closure r1, f, [r0, r0, r0]
  return r1
fn f () upvalues (value, value, value) registers 0
  return_none`),
    );
    const narrow = validate(captures, { limits: { operands: 1 } });
    expect(narrow.ok && narrow.module.instructions(0)).toHaveLength(3);
  });

  it('is not affected by what happens to the input afterwards', () => {
    const input = bytes.slice();
    const own = proved(input);
    input.fill(0);
    expect(own.bytes()).toEqual(bytes);
    expect(own.instructions(0)).toHaveLength(10);
  });

  it('attack 150: has an identity that custom sections do not change, and one that they do', () => {
    const stripped = encode(moduleOf(text), { strip: true });
    const other = encode(moduleOf(text), { source: 'elsewhere.holt' });
    expect(module.fileId()).toBe(sha(bytes));
    expect(module.fileId()).toBe(module.fileId());
    expect(module.semanticId()).toBe(sha(stripped));
    expect(module.semanticId()).toBe(module.semanticId());
    expect(proved(stripped).semanticId()).toBe(proved(stripped).fileId());
    expect(proved(other).semanticId()).toBe(module.semanticId());
    expect(proved(other).fileId()).not.toBe(module.fileId());
    const changed = encode(moduleOf(text.replace('"text"', '"texT"')), { source: 'dir/main.holt' });
    expect(proved(changed).semanticId()).not.toBe(module.semanticId());
  });
});

describe('attack 49: the proof cannot be forged', () => {
  const module = proved();

  it('knows its own', () => {
    expect(isValidated(module)).toBe(true);
  });

  it.each<[string, () => unknown]>([
    ['an object with its prototype', () => Object.create(Object.getPrototypeOf(module) as object)],
    ['a clone', () => structuredClone({ ...module })],
    ['a round trip through JSON', () => JSON.parse(JSON.stringify({ ...module, constants: [] }))],
    ['a proxy', () => new Proxy(module, {})],
    ['a copy of its properties', () => ({ ...module })],
    ['an heir', () => Object.create(module)],
    ['its class', () => module.constructor],
    ['nothing', () => null],
    ['a number', () => 5],
  ])('refuses %s', (_, forge) => {
    expect(isValidated(forge())).toBe(false);
  });

  it('refuses to be constructed by anyone else', () => {
    const { constructor } = module as unknown as { constructor: new (...args: unknown[]) => unknown };
    for (const secret of [undefined, null, {}, Object.freeze({}), module]) {
      expect(() => new constructor({}, secret)).toThrow(TypeError);
    }
    class Heir extends (own.ValidatedModule as unknown as new (...args: unknown[]) => object) {}
    expect(() => new Heir({}, {})).toThrow(TypeError);
  });

  it('refuses a module of another copy of the package', async () => {
    const path = '../src/validated-module.ts?copy';
    const other = (await import(/* @vite-ignore */ path)) as typeof own;
    expect(other.ValidatedModule).not.toBe(own.ValidatedModule);
    expect(other.isValidated(module)).toBe(false);
  });
});
