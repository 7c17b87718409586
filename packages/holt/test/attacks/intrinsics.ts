/** A description of all that the engine provides, for comparison: what a guest could poison. */

const names: readonly string[] = [
  'Object',
  'Function',
  'Array',
  'String',
  'Number',
  'Boolean',
  'Symbol',
  'BigInt',
  'Math',
  'JSON',
  'Reflect',
  'Proxy',
  'Promise',
  'RegExp',
  'Date',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'WeakRef',
  'FinalizationRegistry',
  'ArrayBuffer',
  'SharedArrayBuffer',
  'DataView',
  'Atomics',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
  'eval',
  'Intl',
  'AbortController',
  'AbortSignal',
  'TextEncoder',
  'TextDecoder',
];

/** Intrinsics that no global names. */
function hidden(): object[] {
  async function* both(): AsyncGenerator<number> {}
  function* some(): Generator<number> {}
  const iterators = [
    [][Symbol.iterator](),
    new Map().entries(),
    new Set().values(),
    ''[Symbol.iterator](),
    'a'.matchAll(/a/g),
  ];
  return [both, some, async () => undefined, ...iterators].map((value) => Object.getPrototypeOf(value) as object);
}

/** One line for each property of each intrinsic object, by identity. */
export function intrinsics(): readonly string[] {
  const ids = new Map<unknown, string>();
  const open: [string, object][] = [];
  const lines: string[] = [];
  const label = (value: unknown, path: string): string => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
      return `${typeof value} ${String(value)}`;
    let known = ids.get(value);
    if (known === undefined) {
      known = path;
      ids.set(value, path);
      open.push([path, value]);
    }
    return known;
  };
  ids.set(globalThis, 'globalThis');
  for (const name of names) label((globalThis as Record<string, unknown>)[name], name);
  hidden().forEach((object, index) => label(object, `%${index}`));
  for (const key of Reflect.ownKeys(globalThis)) lines.push(`globalThis ${String(key)}`);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, object] = next;
    lines.push(
      `${path} is a ${typeof object} above ${label(Object.getPrototypeOf(object), `${path}^`)}, ${Object.isExtensible(object)}`,
    );
    for (const key of Reflect.ownKeys(object)) {
      const { get, set, value, writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(
        object,
        key,
      ) as PropertyDescriptor;
      const at = `${path}.${String(key)}`;
      lines.push(
        `${at} ${label(get, `${at}<`)} ${label(set, `${at}>`)} ${label(value, at)} ${writable} ${enumerable} ${configurable}`,
      );
    }
  }
  return lines.sort();
}
