/** `env@1`: environment variables, each granted by its name. */
import { defineInterface, type ProvidedInterface, provide, t } from '@holt/interfaces';
import { GuestException } from '@holt/runtime';

const declaration = defineInterface({
  name: 'env',
  version: '1.0.0',
  docs: 'Environment variables.',
  functions: {
    get: {
      params: [{ name: 'name', type: t.str }],
      result: t.optional(t.str),
      doc: 'The value of a variable, or none if it is not set.',
    },
  },
});

/** Hands out the variables with these names; asking for any other is an error, set or not. */
export function provideEnv(
  names: ReadonlySet<string>,
  env: Readonly<Record<string, string | undefined>>,
): ProvidedInterface {
  return provide(declaration, {
    get: async (name) => {
      if (names.has(name)) return Object.hasOwn(env, name) ? (env[name] ?? null) : null;
      throw new GuestException('HostError', `env.get: ${name} is not granted; run with --grant env=${name}`);
    },
  });
}
