/** `holt explain`: the long text of a code. */
import { cliMessages, suggest } from '@holt/diagnostics';
import { allCodes, explain } from '@holt/diagnostics/explain';
import { rules } from '@holt/transfer';
import { Command } from 'commander';
import type { Context } from '../command-table.ts';
import { refuse } from '../failure.ts';

const examples = `
Codes stand in brackets behind \`error\` or \`warning\`. Without a code, all of them are listed.

Examples:
  holt explain unknown-name
  holt explain F3`;

/** Describes the command. */
export function explainCommand({ surroundings }: Context): Command {
  return new Command()
    .description('Explains the code of an error or warning.')
    .argument('[code]', 'the code, e.g. unknown-name')
    .addHelpText('after', examples)
    .action((code?: string) => {
      surroundings.stdout.write(code === undefined ? listOfCodes() : explanation(code));
    });
}

function explanation(code: string): string {
  // As it stands in a message: `error[unknown-name]`.
  const bare = /^(?:\w+)?\[(.+)\]$/.exec(code)?.[1] ?? code;
  const text = explain(bare) ?? explain(bare.toLowerCase()) ?? ruleText(bare) ?? ruleText(bare.toUpperCase());
  if (text !== null) return text;
  const near = suggest(bare, [...allCodes(), ...Object.keys(rules)]);
  const hint = near === null ? '`holt explain` lists all codes' : `Did you mean \`${near}\`?`;
  return refuse(cliMessages.unknownCode({ code: bare }), hint);
}

/** What a rule of the transfer format demands. */
function ruleText(id: string): string | null {
  if (!Object.hasOwn(rules, id)) return null;
  const { doc } = rules[id as keyof typeof rules];
  return `# error[${id}]\n\nA rule of the transfer format, which every module is checked for before it runs:\n\n> ${doc}\n`;
}

function listOfCodes(): string {
  const lines = allCodes().map((code) => `  ${code}`);
  const ids = Object.keys(rules).map((id) => `  ${id.padEnd(4)} ${rules[id as keyof typeof rules].doc}`);
  return ['Errors, warnings and hints:', ...lines, '', 'Rules of the transfer format:', ...ids, ''].join('\n');
}
