/** The generators of this folder, in the order in which they run; a test holds that none is missing. */

/** File names without their ending; each is a script that ends with `writeOutputs`. */
export const generators: readonly string[] = ['format-docs', 'messages', 'packages', 'opcodes', 'prelude'];
