/**
 * Holt text to tokens to tree, and tree back to formatted text.
 *
 * @packageDocumentation
 */
export {};
