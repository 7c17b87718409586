/**
 * Tree to resolved, typed program: names, scopes and gradual types.
 *
 * @packageDocumentation
 */
export {};
