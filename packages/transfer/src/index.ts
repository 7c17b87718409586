/**
 * The transfer format: module model, instruction table, binary and text codecs, and the validator.
 *
 * @packageDocumentation
 */
export {};
