/** Reads constants and types of the text form. */
import { type SimpleType, simpleTypes } from '../module.ts';
import type { Pool } from './pool.ts';
import type { LineScanner, Token } from './scanner.ts';

/** Deepest nesting of a literal or type that is read. */
const MAX_DEPTH = 64;

/** Reads a constant and gives its index. */
export const parseConstant = (scanner: LineScanner, pool: Pool, depth = 0): number => {
  if (depth > MAX_DEPTH) scanner.fail(`at most ${MAX_DEPTH} levels of tuples`);
  const token = scanner.take();
  switch (token.kind) {
    case 'string':
      return pool.constant({ kind: 'str', value: pool.string(token.text) });
    case 'bytes':
      return pool.constant({ kind: 'bytes', value: bytesOf(scanner, token) });
    case 'number':
      return /[.e]/.test(token.text)
        ? pool.constant({ kind: 'float', value: Number(token.text) })
        : pool.constant({ kind: 'int', value: intOf(token.text) });
    case 'word':
      return parseWord(scanner, token, pool);
    default:
      if (token.text !== '(') scanner.failAt(token, 'a constant');
      return parseTuple(scanner, pool, depth);
  }
};

const intOf = (text: string): number | bigint => {
  const small = Number(text);
  return Number.isSafeInteger(small) ? small : BigInt(text);
};

const parseWord = (scanner: LineScanner, token: Token, pool: Pool): number => {
  switch (token.text) {
    case 'none':
      return pool.constant({ kind: 'none' });
    case 'true':
    case 'false':
      return pool.constant({ kind: 'bool', value: token.text === 'true' });
    case 'nan':
      return pool.constant({ kind: 'float', value: Number.NaN });
    case 'inf':
    case '-inf':
      return pool.constant({ kind: 'float', value: token.text === 'inf' ? Infinity : -Infinity });
    default:
      return scanner.failAt(token, 'a constant');
  }
};

const parseTuple = (scanner: LineScanner, pool: Pool, depth: number): number => {
  const items: number[] = [];
  while (!scanner.accept(')')) {
    items.push(parseConstant(scanner, pool, depth + 1));
    // A tuple of one element ends in a comma, as in the language.
    if (scanner.accept(')')) {
      if (items.length === 1) scanner.fail('"," behind the only element of a tuple');
      break;
    }
    scanner.expect(',');
  }
  return pool.constant({ kind: 'tuple', items });
};

/** The bytes of a token of hexadecimal digits. */
export const bytesOf = (scanner: LineScanner, token: Token): Uint8Array => {
  if (token.text.length % 2 !== 0) scanner.failAt(token, 'an even number of hexadecimal digits');
  return Uint8Array.from({ length: token.text.length / 2 }, (_, i) =>
    Number.parseInt(token.text.slice(2 * i, 2 * i + 2), 16),
  );
};

/** Reads a type and gives its index. */
export const parseType = (scanner: LineScanner, pool: Pool, depth = 0): number => {
  if (depth > MAX_DEPTH) scanner.fail(`at most ${MAX_DEPTH} levels of types`);
  const token = scanner.take();
  if (token.kind !== 'word') scanner.failAt(token, 'a type');
  if (simpleTypes.includes(token.text as SimpleType)) {
    return pool.type({ kind: 'simple', name: token.text as SimpleType });
  }
  if (token.text === 'host') return pool.type({ kind: 'host', name: pool.string(scanner.name('a name')) });
  const parts = (): number[] => scanner.list('[', ']', () => parseType(scanner, pool, depth + 1));
  switch (token.text) {
    case 'list':
    case 'set':
    case 'optional': {
      const [item] = exactly(scanner, token, parts(), 1);
      return pool.type({ kind: token.text, item: item as number });
    }
    case 'table': {
      const [key, value] = exactly(scanner, token, parts(), 2);
      return pool.type({ kind: 'table', key: key as number, value: value as number });
    }
    case 'tuple':
    case 'union':
      return pool.type({ kind: token.text, items: parts() });
    case 'fn': {
      const items = parts();
      if (items.length === 0) scanner.failAt(token, 'at least the result of a fn');
      return pool.type({ kind: 'fn', params: items.slice(0, -1), result: items.at(-1) as number });
    }
    default:
      return scanner.failAt(token, 'a type');
  }
};

const exactly = (scanner: LineScanner, token: Token, parts: readonly number[], count: number): readonly number[] =>
  parts.length === count ? parts : scanner.failAt(token, `${token.text} with ${count} parts`);
