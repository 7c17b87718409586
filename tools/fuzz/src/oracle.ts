/** What must hold for any bytes, whatever they are. */
import { assemble, decode, encode, type Module, print, type RuleId, rules, validate } from '@holt/transfer';
import { judgeBody } from './reference.ts';

/** What became of one input. */
export interface Verdict {
  /** `accepted`, or the rule that the input breaks. */
  readonly outcome: string;
  /** What must not have happened, or null. */
  readonly failure: string | null;
  /** Work of the validator for each byte. */
  readonly workPerByte: number;
}

/** Rules that the second validator judges. */
const second: ReadonlySet<string> = new Set<RuleId>([
  'S1',
  'S4',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'F14',
  'F15',
  'T5',
  'L1',
]);

/** Where blocks do not nest, the second validator judges nothing that depends on the ways through the code. */
const needStructure: ReadonlySet<string> = new Set<RuleId>(['F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F15', 'S4', 'L1']);

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** How closely an input is looked at. */
export interface Scrutiny {
  /** Through the text form as well. */
  readonly text: boolean;
  /** The validator alone, and for what it accepts that encoding what is decoded gives the same bytes. */
  readonly quick: boolean;
}

/** Judges one input. */
export const judge = (bytes: Uint8Array, options: Scrutiny): Verdict => {
  try {
    return examine(bytes, options);
  } catch (error) {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { outcome: 'thrown', failure: `thrown: ${shown}`, workPerByte: 0 };
  }
};

const examineQuickly = (bytes: Uint8Array): Verdict => {
  const result = validate(bytes);
  const workPerByte = bytes.length === 0 ? 0 : result.work / bytes.length;
  if (!result.ok) return { outcome: result.diagnostics[0]?.rule ?? 'nothing', failure: null, workPerByte };
  const decoded = decode(bytes);
  const same = decoded.ok && equal(encode(decoded.module), bytes);
  return { outcome: 'accepted', failure: same ? null : 'encoding what was decoded gives other bytes', workPerByte };
};

const examine = (bytes: Uint8Array, options: Scrutiny): Verdict => {
  if (options.quick) return examineQuickly(bytes);
  const before = bytes.slice();
  const result = validate(bytes);
  const decoded = decode(bytes);
  const workPerByte = bytes.length === 0 ? 0 : result.work / bytes.length;
  const outcome = result.ok ? 'accepted' : (result.diagnostics[0]?.rule ?? 'nothing');
  const verdict = (failure: string | null): Verdict => ({ outcome, failure, workPerByte });
  if (!equal(before, bytes)) return verdict('the input was changed');
  if (workPerByte > 64) return verdict(`the work is ${workPerByte} units per byte`);
  if (!result.ok) {
    const wrong = result.diagnostics.find(
      ({ offset, rule }) => !(offset >= 0 && offset <= bytes.length) || !Object.hasOwn(rules, rule),
    );
    if (wrong !== undefined)
      return verdict(`a diagnostic of ${wrong.rule} at ${wrong.offset} of ${bytes.length} bytes`);
    if (!decoded.ok) return verdict(null);
    // Whatever is decoded can be written again, also where it breaks rules.
    encode(decoded.module);
    if (options.text) print(decoded.module);
    return verdict(compare(decoded.module, outcome, result.diagnostics));
  }
  if (!decoded.ok) return verdict(`accepted, but not decoded: ${JSON.stringify(decoded.diagnostics)}`);
  const code = decoded.module.functions.map((fn) => fn.code);
  if (JSON.stringify(code) !== JSON.stringify(code.map((_, fn) => result.module.instructions(fn)))) {
    return verdict('the code of the validated module is not that of the decoded one');
  }
  if (!equal(encode(decoded.module), bytes)) return verdict('encoding what was decoded gives other bytes');
  const disagreement = compare(decoded.module, outcome, []);
  if (disagreement !== null || !options.text) return verdict(disagreement);
  const assembled = assemble(print(decoded.module));
  if (!assembled.ok) return verdict(`what was printed does not assemble: ${JSON.stringify(assembled.diagnostics)}`);
  return verdict(equal(encode(assembled.module), bytes) ? null : 'assembling what was printed gives other bytes');
};

type Diagnostics = readonly { readonly rule: string; readonly functionIndex: number | null }[];

/** Both validators say the same of every function that both judge; where one fault is found, they name it alike. */
const compare = (module: Module, outcome: string, diagnostics: Diagnostics): string | null => {
  if (diagnostics.length >= 20 || (outcome !== 'accepted' && diagnostics[0]?.functionIndex === null)) return null;
  for (const [index, fn] of module.functions.entries()) {
    const faults = judgeBody(module, fn);
    const found = diagnostics.find(({ functionIndex }) => functionIndex === index);
    if (found === undefined && faults.length === 0) continue;
    const told = [...new Set(faults.map(({ rule }) => rule))];
    if (found === undefined) return `function ${index}: accepted, but the reference finds ${told.join(', ')}`;
    if (!second.has(found.rule)) continue;
    if (told.length === 0) return `function ${index}: rejected by ${found.rule}, but the reference finds nothing`;
    const unstructured = told[0] === 'F4' || told[0] === 'F5';
    if (unstructured && needStructure.has(found.rule)) continue;
    if (told.length === 1 && told[0] !== found.rule) {
      return `function ${index}: rejected by ${found.rule}, but the reference finds ${told[0]}`;
    }
  }
  return null;
};
