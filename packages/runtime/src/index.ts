/**
 * Loads validated modules, links interfaces and runs them inside limits.
 *
 * @packageDocumentation
 */
export {};
