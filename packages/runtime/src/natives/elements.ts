/**
 * What instructions do with the elements of built-in collections. Every file of this folder has one subject; this one
 * names, for the interpreter, what its instructions call.
 */
export { defIndex, getIndex, getIndexOpt, setIndex } from './access.ts';
export { listExtend, newRange, newRecord, newTable, tableExtend } from './build.ts';
export { contains, length } from './membership.ts';
export { slice } from './slices.ts';
export { unpack, unpackRest, unpackTable } from './unpack.ts';
