/**
 * The command `holt`.
 *
 * @packageDocumentation
 */
export {};
