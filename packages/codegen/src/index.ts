/**
 * Resolved program to transfer module, and the optimizer passes over modules.
 *
 * @packageDocumentation
 */
export {};
