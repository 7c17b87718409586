/**
 * Every conformance case of Holt and the one runner for them.
 *
 * @packageDocumentation
 */
export {};
