/** Writes an interface as the Holt source that declares it. */
import type { FunctionDescriptor, InterfaceDescriptor } from './descriptor.ts';
import { typeText } from './type.ts';

/** The `extern` statement that gives a module the whole interface. */
export const toStub = (descriptor: InterfaceDescriptor): string => {
  const { name, major, minor, docs, functions } = descriptor;
  const local = name.slice(name.indexOf(':') + 1).replaceAll('-', '_');
  const head = `extern "${name}@${major}.${minor}" as ${local}:`;
  const body = functions.length === 0 ? ['  pass'] : functions.flatMap(functionLines);
  return `${[...docLines(docs, ''), head, ...body].join('\n')}\n`;
};

const functionLines = ({ name, params, result, doc }: FunctionDescriptor): string[] => {
  const list = params.map((param) => `${param.name}${param.optional ? '?' : ''}: ${typeText(param.type)}`);
  return [...docLines(doc, '  '), `  fn ${name}(${list.join(', ')}) -> ${typeText(result)}`];
};

const docLines = (text: string | null, indent: string): string[] =>
  text === null ? [] : text.split(/\r\n|\r|\n/).map((line) => `${indent}## ${line}`.trimEnd());
