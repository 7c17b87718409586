/**
 * Writes the tables of instructions, rules and limits into docs/format.md from the tables that the codec runs on.
 * What stands around them is written by hand.
 */
import { type InstructionSpec, instructions, type LimitSpec, limits, type RuleSpec, rules } from '@holt/transfer';
import { betweenMarkers } from './between-markers.ts';
import { readText, rootUrl } from './repository.ts';
import { writeOutputs } from './write-outputs.ts';

const path = 'docs/format.md';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const roles: Readonly<Record<string, string>> = { def: ' ←', use: '', both: ' ↔' };

const operandsOf = ({ operands }: InstructionSpec): string =>
  Object.entries(operands)
    .map(([name, { kind, role }]) => `\`${name}\`: ${kind}${roles[role ?? 'use'] ?? ''}`)
    .join(', ');

const instructionTable = (): string =>
  table(
    ['Code', 'Instruction', 'Operands', 'Effect', 'Fuel', 'What it does'],
    Object.entries<InstructionSpec>(instructions).map(([op, spec]) => [
      spec.code.toString(16).padStart(2, '0'),
      `\`${op}\``,
      operandsOf(spec),
      spec.effect,
      String(spec.fuel),
      spec.doc,
    ]),
  );

const states: Readonly<Record<RuleSpec['state'], string>> = {
  decode: 'bytes',
  validate: 'meaning',
  link: 'linking',
  input: 'input',
  void: 'by design',
};

const ruleTable = (): string =>
  table(
    ['Rule', 'Judged by', 'What holds'],
    Object.entries<RuleSpec>(rules).map(([id, { state, doc }]) => [id, states[state], doc]),
  );

const number = (value: number): string => value.toLocaleString('en-US');

const limitTable = (): string =>
  table(
    ['Limit', 'Default', 'Hard', 'Unit', 'Checked by', 'What it bounds'],
    Object.entries<LimitSpec>(limits).map(([name, spec]) => [
      `\`${name}\``,
      number(spec.default),
      number(spec.hard),
      spec.unit,
      { module: 'validator', link: 'linker', run: 'instance' }[spec.scope],
      spec.doc,
    ]),
  );

const parts: readonly (readonly [string, string])[] = [
  ['instructions', instructionTable()],
  ['rules', ruleTable()],
  ['limits', limitTable()],
];

const text = parts.reduce((document, [name, body]) => betweenMarkers(document, name, body), readText(path));

process.exitCode = writeOutputs([{ file: new URL(path, rootUrl), text }], 'npm run gen');
