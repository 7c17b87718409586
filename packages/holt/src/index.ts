/**
 * One import for hosts that want everything: compile, load and run.
 *
 * @packageDocumentation
 */
export {};
