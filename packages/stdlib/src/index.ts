/**
 * The prelude and the standard modules of Holt.
 *
 * @packageDocumentation
 */
export {};
