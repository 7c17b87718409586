/**
 * Named, versioned host interfaces, described as data with TypeScript types inferred from them.
 *
 * @packageDocumentation
 */
export {};
