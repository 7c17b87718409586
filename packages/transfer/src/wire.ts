/** The numbers that the binary form consists of, apart from opcodes. */
import { simpleTypes } from './module.ts';

/** First bytes of every module: a byte that 7-bit channels damage, the name, a line end, a control byte, another line end. */
export const MAGIC: readonly number[] = [0x89, 0x48, 0x54, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Version that this codec reads and writes. */
export const FORMAT_MAJOR = 1;
/** Highest minor version that this codec reads; it writes the lowest that suffices. */
export const FORMAT_MINOR = 0;

/** Length of the header: magic, major, minor, total length. */
export const HEADER_BYTES = 16;

/** Names of the sections in file order; ids count from 1. */
export const sectionNames = [
  'features',
  'strings',
  'types',
  'constants',
  'interfaces',
  'modules',
  'builtins',
  'shared',
  'globals',
  'classes',
  'functions',
  'exports',
  'start',
  'code',
  'custom',
] as const;

/** Name of a section. */
export type SectionName = (typeof sectionNames)[number];

/** Sections without which there is no module; any other is left out when it has no entries. */
export const mandatorySections: readonly SectionName[] = ['strings', 'functions', 'start', 'code'];

/** Tags of constants, in canonical order. */
export const CONST_NONE = 0;
export const CONST_FALSE = 1;
export const CONST_TRUE = 2;
export const CONST_INT = 3;
export const CONST_FLOAT = 4;
export const CONST_STR = 5;
export const CONST_BYTES = 6;
export const CONST_TUPLE = 7;

/** Tags of types: the simple ones by their place in `simpleTypes`, then these. */
export const TYPE_LIST: number = simpleTypes.length;
export const TYPE_SET: number = TYPE_LIST + 1;
export const TYPE_OPTIONAL: number = TYPE_LIST + 2;
export const TYPE_TABLE: number = TYPE_LIST + 3;
export const TYPE_TUPLE: number = TYPE_LIST + 4;
export const TYPE_UNION: number = TYPE_LIST + 5;
export const TYPE_FN: number = TYPE_LIST + 6;
export const TYPE_HOST: number = TYPE_LIST + 7;

/** Kinds of parameters in encoding order. */
export const paramKinds = ['required', 'optional', 'rest', 'named', 'named_optional'] as const;
/** Kinds of upvalues in encoding order. */
export const upvalueKinds = ['value', 'cell'] as const;
/** Kinds of methods in encoding order. */
export const methodKinds = ['init', 'method', 'static', 'fields'] as const;
/** Kinds of exports in encoding order. */
export const exportKinds = ['global', 'import'] as const;

/** The only NaN that a file may contain, as high and low word. */
export const NAN_HIGH = 0x7ff80000;

/** Largest value of a place: line 2^20-1, column 4095. */
export const MAX_PLACE = 0xffff_ffff;

/** Highest major or minor version of an interface. */
export const MAX_VERSION = 65_535;
