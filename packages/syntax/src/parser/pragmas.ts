/**
 * `#: name value` lines: their names, values and place.
 */
import { suggest, syntaxMessages } from '@holt/diagnostics';
import type { RawPragma } from '../lexer/comments.ts';
import { stringValue } from '../literals/strings.ts';
import type { Problems } from '../problems.ts';
import type { Pragma } from '../tree.ts';

/** Known pragmas, and whether each takes a string. */
const known: Readonly<Record<string, boolean>> = { strict_numbers: false, import_path: true };

/** Reads the pragmas of a file; malformed ones are reported and left out. */
export function readPragmas(text: string, raw: readonly RawPragma[], problems: Problems): Pragma[] {
  return raw.flatMap((pragma) => {
    const read = readPragma(text, pragma, problems);
    return read === null ? [] : [read];
  });
}

function readPragma(text: string, { start, end, atTop }: RawPragma, problems: Problems): Pragma | null {
  const source = text.slice(start + 2, end);
  const match = /^\s*(\w*)\s*(.*)$/su.exec(source);
  const name = match?.[1] ?? '';
  const value = (match?.[2] ?? '').trim();
  if (!Object.hasOwn(known, name)) {
    const near = suggest(name, Object.keys(known));
    problems.add(
      syntaxMessages.unknownPragma({ name }),
      start,
      end,
      near === null ? {} : { hint: `Did you mean \`${near}\`?` },
    );
    return null;
  }
  if (!atTop) problems.add(syntaxMessages.latePragma({ name }), start, end);
  const takesString = known[name] === true;
  const quoted = /^("[^"\\\n]*(\\.[^"\\\n]*)*"|'[^'\\\n]*(\\.[^'\\\n]*)*')$/su.test(value);
  if (takesString ? !quoted : value !== '') {
    const needed = takesString ? 'a string in quotes' : 'no value';
    problems.add(
      syntaxMessages.pragmaValue({ name, found: value === '' ? 'nothing' : `\`${value}\``, needed }),
      start,
      end,
    );
    return null;
  }
  const at = end - value.length;
  return { kind: 'pragma', start, end, name, value: takesString ? stringValue(text, at, end, problems) : null };
}
