/** `args@1`: the arguments of the program. */
import { defineInterface, type ProvidedInterface, provide, t } from '@holt/interfaces';

const declaration = defineInterface({
  name: 'args',
  version: '1.0.0',
  docs: 'Arguments of the program.',
  functions: { list: { params: [], result: t.list(t.str), doc: 'All arguments, without the name of the file.' } },
});

/** Hands out arguments. */
export function provideArgs(args: readonly string[]): ProvidedInterface {
  return provide(declaration, { list: async () => args });
}
