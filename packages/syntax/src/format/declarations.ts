/**
 * Functions, classes, structs, enums and extern interfaces as layout.
 */
import type {
  ClassMember,
  ClassStatement,
  EnumStatement,
  EnumVariant,
  ExternFunction,
  ExternStatement,
  FieldMember,
  FnStatement,
  Ident,
  MethodMember,
  Place,
  StructStatement,
} from '../tree.ts';
import { concat, type Doc, hard, join, suffix } from './doc.ts';
import { dottedName } from './names.ts';
import { parametersDoc } from './parameters.ts';
import { bracket, type Printer, sourceOf } from './printer.ts';
import { flatText, lineWidth } from './render-doc.ts';
import { rowsDoc } from './rows.ts';
import { typeText } from './types.ts';

/** `[A, B]` of a generic declaration. */
export function typeParamsText(names: readonly Ident[]): string {
  return names.length === 0 ? '' : `[${names.map((name) => name.name).join(', ')}]`;
}

/** Layout of a named function. */
export function fnDoc(printer: Printer, node: FnStatement, prefix: string, limit: number): Doc {
  const params = parametersDoc(printer, node.params, { start: node.name.end, end: node.body.start }, 'fn');
  const returns = node.returns === null ? '' : ` -> ${typeText(node.returns)}`;
  return printer.block(
    printer,
    concat(`${prefix}fn ${node.name.name}${typeParamsText(node.typeParams)}`, params, returns),
    node.body,
    limit,
  );
}

/** Layout of a class or struct. */
export function classDoc(printer: Printer, node: ClassStatement | StructStatement, prefix: string, limit: number): Doc {
  const more =
    node.kind === 'struct'
      ? typeParamsText(node.typeParams)
      : node.parent === null
        ? ''
        : `(${dottedName(node.parent)})`;
  const header = `${prefix}${node.kind} ${node.name.name}${more}`;
  return bodyDoc(printer, header, node.members, (member, end) => memberDoc(printer, member, end), node, limit);
}

/** Layout of an enum. */
export function enumDoc(printer: Printer, node: EnumStatement, prefix: string, limit: number): Doc {
  const items = [...node.variants, ...node.methods].sort((a, b) => a.start - b.start);
  const header = `${prefix}enum ${node.name.name}${typeParamsText(node.typeParams)}`;
  return bodyDoc(
    printer,
    header,
    items,
    (item, end) => (item.kind === 'variant' ? variantDoc(printer, item) : methodDoc(printer, item, end)),
    node,
    limit,
  );
}

/** Layout of an extern interface. */
export function externDoc(printer: Printer, node: ExternStatement, limit: number): Doc {
  const requirement = sourceOf(printer, node.requirementPlace);
  const header = `extern ${requirement}${node.alias === null ? '' : ` as ${node.alias.name}`}`;
  return bodyDoc(printer, header, node.functions, (fn) => externFnDoc(printer, fn), node, limit);
}

/** A header and what it declares: on one line if it was there and is plain and short, else one item a line. */
function bodyDoc<Item extends Place & { readonly kind: string }>(
  printer: Printer,
  header: string,
  items: readonly Item[],
  print: (item: Item, limit: number) => Doc,
  place: Place,
  limit: number,
): Doc {
  const [first] = items;
  const last = items.at(-1)?.end ?? place.end;
  const onOneLine =
    !printer.text.slice(place.start, last).includes('\n') &&
    items.every(isPlain) &&
    !printer.comments.has(place.start, last);
  if (onOneLine && first !== undefined) {
    const doc = concat(
      header,
      ': ',
      join(
        '; ',
        items.map((item) => print(item, item.end)),
      ),
    );
    if (printer.depth + flatText(doc).length <= lineWidth) return doc;
  }
  const colon = headerEnd(printer.text, place.start, first?.start ?? place.end);
  const trailing = printer.comments.takeTrailing(colon, first?.start ?? limit);
  const rows = { print, isTall: (): boolean => false };
  const body =
    items.length === 0
      ? (): Doc => concat(hard, 'pass')
      : (): Doc => concat(hard, rowsDoc(printer, items, rows, colon, limit));
  return concat(header, ':', trailing === null ? '' : suffix(trailing.text), printer.deeper(printer, body));
}

/** Offset of the last character before the first line end, or before the first item if that comes first. */
function headerEnd(text: string, start: number, first: number): number {
  const header = text.slice(start, first);
  const lineEnd = header.indexOf('\n');
  const line = lineEnd === -1 ? header : header.slice(0, lineEnd);
  const comment = line.indexOf('#', line.lastIndexOf('"') + 1);
  return start + (comment === -1 ? line : line.slice(0, comment)).trimEnd().length;
}

function isPlain({ kind }: { readonly kind: string }): boolean {
  return kind === 'field-member' || kind === 'variant' || kind === 'extern-fn' || kind === 'pass';
}

function memberDoc(printer: Printer, member: ClassMember, limit: number): Doc {
  switch (member.kind) {
    case 'field-member':
      return fieldDoc(printer, member);
    case 'init-member': {
      const params = parametersDoc(printer, member.params, { start: member.keyword.end, end: member.body.start }, 'fn');
      return printer.block(printer, concat('init', params), member.body, limit);
    }
    case 'method-member':
      return methodDoc(printer, member, limit);
    case 'pass':
      return 'pass';
    case 'error-statement':
      return sourceOf(printer, member);
  }
}

function methodDoc(printer: Printer, { static: isStatic, fn }: MethodMember, limit: number): Doc {
  return fnDoc(printer, fn, isStatic ? 'static ' : '', limit);
}

function fieldDoc(printer: Printer, { name, type, default: value }: FieldMember): Doc {
  const typed = type === null ? '' : `: ${typeText(type)}`;
  return concat(name.name, typed, value === null ? '' : concat(' = ', printer.expression(printer, value, 'line')));
}

function variantDoc(printer: Printer, { name, fields, start, end }: EnumVariant): Doc {
  if (fields.length === 0) return name.name;
  return concat(
    name.name,
    bracket(
      printer,
      ['(', ')'],
      fields,
      (field) => fieldDoc(printer, field),
      { start: Math.max(start, name.end), end },
      'brackets',
    ),
  );
}

function externFnDoc(printer: Printer, { name, params, returns, end }: ExternFunction): Doc {
  const list = parametersDoc(printer, params, { start: name.end, end }, 'fn');
  return concat(`fn ${name.name}`, list, returns === null ? '' : ` -> ${typeText(returns)}`);
}
