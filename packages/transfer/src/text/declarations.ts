/** Reads the lines of the text form that declare things; the code of functions is kept for later. */
import type {
  ClassDescriptor,
  CustomSection,
  FieldDescriptor,
  HostParam,
  HostSignature,
  MethodDescriptor,
  Param,
  SharedName,
  UpvalueKind,
} from '../module.ts';
import { methodKinds, upvalueKinds } from '../wire.ts';
import { bytesOf, parseType } from './parse-literals.ts';
import type { Pool } from './pool.ts';
import type { LineScanner, Token } from './scanner.ts';

/** A function whose code has not been read. */
export interface FunctionText {
  readonly name: number;
  readonly doc: number | null;
  readonly params: readonly Param[];
  readonly upvalues: readonly UpvalueKind[];
  readonly registers: number;
  readonly lines: LineScanner[];
}

/** A reference that can be followed when everything is declared. */
export interface Reference {
  readonly scanner: LineScanner;
  readonly kind: 'start' | 'global' | 'import';
  /** String index of the exported name. */
  readonly name: number;
}

/** Everything that a text declares. */
export class Declarations {
  readonly pool: Pool;
  readonly features: string[] = [];
  readonly interfaces: { name: number; major: number; minor: number; functions: HostSignature[] }[] = [];
  readonly modules: { name: number; names: number[] }[] = [];
  readonly shared: SharedName[] = [];
  readonly globals: number[] = [];
  readonly classes: (Omit<ClassDescriptor, 'fields' | 'methods'> & {
    fields: FieldDescriptor[];
    methods: MethodDescriptor[];
  })[] = [];
  readonly functions: FunctionText[] = [];
  readonly references: Reference[] = [];
  readonly custom: CustomSection[] = [];

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Reads one line. */
  line(scanner: LineScanner): void {
    const head = scanner.peek();
    const read = head.kind === 'word' ? readers.get(head.text) : undefined;
    const code = this.functions.at(-1);
    if (read !== undefined) {
      scanner.take();
      read(this, scanner);
    } else if (code !== undefined) {
      code.lines.push(scanner);
    } else {
      scanner.fail('a declaration');
    }
  }

  name(scanner: LineScanner): number {
    return this.pool.string(scanner.name('a name'));
  }

  doc(scanner: LineScanner): number | null {
    return scanner.accept('doc') ? this.pool.string(stringOf(scanner)) : null;
  }
}

const stringOf = (scanner: LineScanner): string => {
  const token = scanner.take();
  return token.kind === 'string' ? token.text : scanner.failAt(token, 'a string');
};

type Read = (to: Declarations, scanner: LineScanner) => void;

const readInterface: Read = (to, scanner) => {
  const name = to.pool.string(stringOf(scanner));
  const [major, minor] = versionOf(scanner);
  scanner.finish();
  to.interfaces.push({ name, major, minor, functions: [] });
};

const versionOf = (scanner: LineScanner): readonly [number, number] => {
  const token: Token = scanner.take();
  const match = /^(\d{1,5})\.(\d{1,5})$/.exec(token.text);
  if (token.kind !== 'number' || match === null) return scanner.failAt(token, 'a version such as 1.2');
  return [Number(match[1]), Number(match[2])];
};

const readHost: Read = (to, scanner) => {
  const owner = to.interfaces.at(-1);
  if (owner === undefined) return scanner.fail('an interface before its functions');
  const name = to.name(scanner);
  const params = scanner.list('(', ')', (): HostParam => {
    const param = to.name(scanner);
    const optional = scanner.accept('?');
    scanner.expect(':');
    return { name: param, type: parseType(scanner, to.pool), optional };
  });
  scanner.expect('->');
  const result = parseType(scanner, to.pool);
  scanner.finish();
  owner.functions.push({ name, params, result });
};

const readImport: Read = (to, scanner) => {
  const name = to.pool.string(stringOf(scanner));
  const names = scanner.list('(', ')', () => to.name(scanner));
  scanner.finish();
  to.modules.push({ name, names });
};

const readClass: Read = (to, scanner) => {
  const name = to.name(scanner);
  const hasParent = scanner.accept('parent');
  const doc = to.doc(scanner);
  scanner.finish();
  to.classes.push({ name, doc, hasParent, fields: [], methods: [] });
};

const readField: Read = (to, scanner) => {
  const owner = to.classes.at(-1);
  if (owner === undefined) return scanner.fail('a class before its fields');
  const name = to.name(scanner);
  owner.fields.push({ name, hasDefault: scanner.accept('default') });
  scanner.finish();
};

const readMethod =
  (kind: MethodDescriptor['kind']): Read =>
  (to, scanner) => {
    const owner = to.classes.at(-1);
    if (owner === undefined) return scanner.fail('a class before its methods');
    owner.methods.push({ name: to.name(scanner), kind });
    scanner.finish();
  };

const readFunction: Read = (to, scanner) => {
  const name = to.name(scanner);
  const params = scanner.list('(', ')', () => readParam(to, scanner));
  const upvalues = scanner.accept('upvalues') ? scanner.list('(', ')', () => readUpvalue(scanner)) : [];
  scanner.expect('registers');
  const registers = scanner.integer(0, 0xffff_ffff, 'a number of registers');
  const doc = to.doc(scanner);
  scanner.finish();
  to.functions.push({ name, doc, params, upvalues, registers, lines: [] });
};

const readParam = (to: Declarations, scanner: LineScanner): Param => {
  if (scanner.accept('*')) return { name: to.name(scanner), kind: 'rest' };
  const named = scanner.accept('=');
  const name = to.name(scanner);
  const optional = scanner.accept('?');
  if (named) return { name, kind: optional ? 'named_optional' : 'named' };
  return { name, kind: optional ? 'optional' : 'required' };
};

const readUpvalue = (scanner: LineScanner): UpvalueKind => {
  const token = scanner.take();
  return upvalueKinds.find((kind) => kind === token.text) ?? scanner.failAt(token, upvalueKinds.join(' or '));
};

const readCustom: Read = (to, scanner) => {
  const name = stringOf(scanner);
  const token = scanner.take();
  if (token.kind !== 'string' && token.kind !== 'bytes') scanner.failAt(token, 'a string or bytes');
  const bytes = token.kind === 'string' ? new TextEncoder().encode(token.text) : bytesOf(scanner, token);
  scanner.finish();
  to.custom.push({ name, bytes });
};

const readExport: Read = (to, scanner) => {
  const name = to.name(scanner);
  const kind = scanner.accept('import') ? 'import' : 'global';
  if (kind === 'global') scanner.expect('global');
  to.references.push({ scanner, kind, name });
};

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    'feature',
    (to, scanner) => {
      to.features.push(stringOf(scanner));
      scanner.finish();
    },
  ],
  ['interface', readInterface],
  ['host', readHost],
  ['import', readImport],
  [
    'shared',
    (to, scanner) => {
      const name = to.name(scanner);
      to.shared.push({ name, defines: scanner.accept('defines') });
      scanner.finish();
    },
  ],
  [
    'global',
    (to, scanner) => {
      to.globals.push(to.name(scanner));
      scanner.finish();
    },
  ],
  ['class', readClass],
  ['field', readField],
  ...methodKinds.map((kind): [string, Read] => [kind, readMethod(kind)]),
  ['fn', readFunction],
  ['export', readExport],
  ['start', (to, scanner) => to.references.push({ scanner, kind: 'start', name: -1 })],
  ['custom', readCustom],
]);
