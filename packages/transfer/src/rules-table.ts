/**
 * What the validator proves, by rule id. A rule id stands in every diagnostic and never changes its meaning.
 * Rules whose `state` is `void` cannot be broken in this version of the format; `doc` says why.
 */

/** One rule. */
export interface RuleSpec {
  /**
   * - `decode`: how the bytes are written; `validate`: what they say
   * - `link`: checked when modules are put together, not here
   * - `input`: checked before the first byte is read, by a TypeError
   * - `void`: holds by the design of the format
   */
  readonly state: 'decode' | 'validate' | 'link' | 'input' | 'void';
  readonly doc: string;
}

/** All rules by id. */
export const rules = {
  D1: {
    state: 'input',
    doc: 'The input is copied once into a private buffer before the first byte is judged.',
  },
  D2: {
    state: 'decode',
    doc: 'Magic, version and every feature are known; enumerations are in range and reserved bits are zero.',
  },
  D3: { state: 'decode', doc: 'Every integer is LEB128 of minimal length and within the range of its field.' },
  D4: {
    state: 'decode',
    doc: 'Sections ascend, stand at most once, are not empty and are exactly as long as declared; nothing is missing and nothing follows.',
  },
  D5: { state: 'decode', doc: 'Every count fits the bytes that are left before anything of that size is made.' },
  D6: { state: 'decode', doc: 'Strings are well-formed UTF-8 and ascend bytewise without repetition.' },
  D7: {
    state: 'decode',
    doc: 'Constants are canonical, ascend without repetition and refer to earlier constants only.',
  },
  D8: { state: 'decode', doc: 'Function bodies tile the code section; each ends with its last instruction.' },
  S1: { state: 'validate', doc: 'Every index is in range of its table.' },
  S2: {
    state: 'validate',
    doc: 'Names of imports, exports, parameters and the like are unique within their list and in canonical order.',
  },
  S3: { state: 'validate', doc: 'The start function has no parameters and no upvalues.' },
  S4: {
    state: 'validate',
    doc: 'Closures capture exactly the upvalues that the function declares, in kind; upvalues are read as what they are.',
  },
  S5: { state: 'validate', doc: 'Everything in a table is used: strings, types, constants, prelude values.' },
  S6: {
    state: 'validate',
    doc: 'Signatures of host functions are well-formed: optional parameters last. Whether they fit the host is checked at linking.',
  },
  F1: { state: 'validate', doc: 'Every opcode exists in the declared version.' },
  F2: { state: 'validate', doc: 'Every register is below the declared number, which is exactly what the code uses.' },
  F3: { state: 'validate', doc: 'Every register is written on all paths before it is read.' },
  F4: { state: 'validate', doc: 'Blocks nest, and each is closed by what belongs to it.' },
  F5: { state: 'validate', doc: 'Every branch names an open block of its function.' },
  F6: { state: 'validate', doc: 'No path falls off the end of a body.' },
  F7: { state: 'validate', doc: 'The cost of code between two fuel points is bounded.' },
  F8: { state: 'validate', doc: 'No code is unreachable.' },
  F9: {
    state: 'validate',
    doc: 'Counts of operands fit: arguments a known callee, names their arguments, methods their class, patterns their parts.',
  },
  F10: { state: 'validate', doc: 'An instruction does not write one register twice.' },
  F11: {
    state: 'void',
    doc: 'Read-only places are never destinations: constants and upvalues have no register numbers, so no operand can name them.',
  },
  F12: {
    state: 'void',
    doc: 'Hidden state of loops and handlers is not misused: it lies outside the registers, so no operand can name it.',
  },
  F13: {
    state: 'void',
    doc: 'A position table is in order: it stands in a custom section, which is dropped with a warning where it is malformed.',
  },
  F14: {
    state: 'validate',
    doc: 'A register holds values or cells for the whole function, as its first write in code order decides.',
  },
  F15: {
    state: 'validate',
    doc: '`if_absent` names an optional parameter that no earlier code writes, stands in no loop, and leaves it written.',
  },
  T1: { state: 'void', doc: 'Type facts are justified: no instruction of this version states one.' },
  T2: { state: 'void', doc: 'Typed operations read what they need: this version has none.' },
  T3: { state: 'void', doc: 'Captured registers carry no type fact: this version has none.' },
  T4: {
    state: 'validate',
    doc: 'Type descriptors refer to earlier ones only, are canonical, and bounded in depth and written-out size.',
  },
  T5: {
    state: 'validate',
    doc: 'Names of fields, methods and record entries are distinct; keys are hashable and distinct.',
  },
  L1: { state: 'validate', doc: 'Every number in the limits table holds.' },
  L2: { state: 'validate', doc: 'The validator’s work is bounded by a multiple of the bytes.' },
} as const;
rules satisfies Readonly<Record<string, RuleSpec>>;

/** Id of a rule. */
export type RuleId = keyof typeof rules;
