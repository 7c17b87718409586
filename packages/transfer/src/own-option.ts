/** Reads an option as an own property, so that a polluted `Object.prototype` decides nothing. */
export const ownOption = <T extends object, K extends keyof T>(options: T, name: K): T[K] | undefined =>
  Object.hasOwn(options, name) ? options[name] : undefined;
