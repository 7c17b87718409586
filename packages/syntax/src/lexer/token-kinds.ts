/**
 * The kinds of tokens as small integers. Keywords form one range, so that a comparison tells them apart.
 * Two spellings of one operator (`&&` and `and`) have one kind; the source text tells which was written.
 */

const kinds = {
  eof: 0,
  /** What the parser sees in place of a line's first token where line ends count. */
  newline: 1,
  name: 2,
  int: 3,
  float: 4,
  str: 5,
  rawStr: 6,
  buffer: 7,
  /** A string without an end, already reported. */
  badStr: 8,
  fstringStart: 9,
  fstringText: 10,
  holeOpen: 11,
  holeSpec: 12,
  holeClose: 13,
  fstringEnd: 14,

  lparen: 16,
  rparen: 17,
  lbracket: 18,
  rbracket: 19,
  lbrace: 20,
  rbrace: 21,
  comma: 22,
  semi: 23,
  semi2: 24,
  semi4: 25,
  colon: 26,
  dot: 27,
  questionDot: 28,
  questionBracket: 29,
  question: 30,
  arrow: 31,
  fatArrow: 32,

  declare: 34,
  assign: 35,
  addAssign: 36,
  subAssign: 37,
  mulAssign: 38,
  divAssign: 39,
  floorDivAssign: 40,
  modAssign: 41,
  powAssign: 42,
  andAssign: 43,
  orAssign: 44,
  xorAssign: 45,
  shlAssign: 46,
  shrAssign: 47,
  coalesceAssign: 48,

  coalesce: 50,
  eq: 51,
  ne: 52,
  lt: 53,
  le: 54,
  gt: 55,
  ge: 56,
  pipe: 57,
  range: 58,
  rangeInclusive: 59,
  bar: 60,
  caret: 61,
  amp: 62,
  shl: 63,
  shr: 64,
  plus: 65,
  minus: 66,
  star: 67,
  slash: 68,
  slashSlash: 69,
  percent: 70,
  tilde: 71,
  power: 72,

  and: 80,
  as: 81,
  assert: 82,
  break: 83,
  catch: 84,
  class: 85,
  comptime: 86,
  const: 87,
  continue: 88,
  defer: 89,
  elif: 90,
  else: 91,
  enum: 92,
  export: 93,
  extern: 94,
  false: 95,
  finally: 96,
  fn: 97,
  for: 98,
  from: 99,
  global: 100,
  if: 101,
  import: 102,
  in: 103,
  is: 104,
  loop: 105,
  match: 106,
  none: 107,
  not: 108,
  or: 109,
  pass: 110,
  return: 111,
  spawn: 112,
  struct: 113,
  super: 114,
  test: 115,
  throw: 116,
  true: 117,
  try: 118,
  while: 119,
  with: 120,
  yield: 121,
} as const;

/** Token kinds by name. Typed as plain numbers: a comparison tells nothing about the token after the next step. */
export const T: { readonly [Name in keyof typeof kinds]: number } = kinds;

const firstKeyword = T.and;
const lastKeyword = T.yield;

/** All keywords, sorted. */
export const keywords: readonly string[] = Object.entries(T)
  .filter(([, kind]) => isKeyword(kind))
  .map(([word]) => word);

const keywordKinds: ReadonlyMap<string, number> = new Map(Object.entries(T).filter(([, kind]) => isKeyword(kind)));

/** Kind of a word: that of the keyword it is, or `T.name`. */
export function wordKind(word: string): number {
  return keywordKinds.get(word) ?? T.name;
}

/** True of the kinds of keywords, `&&`, `||` and `!` included. */
export function isKeyword(kind: number): boolean {
  return kind >= firstKeyword && kind <= lastKeyword;
}

/** True of `=`, `+=` and the other assignments, not of `:=`. */
export function isAssignment(kind: number): boolean {
  return kind >= T.assign && kind <= T.coalesceAssign;
}

/** True of `)`, `]` and `}`. */
export function isCloser(kind: number): boolean {
  return kind === T.rparen || kind === T.rbracket || kind === T.rbrace;
}

/** True of what continues the statement before it when it begins a deeper line. */
export function isContinuation(kind: number): boolean {
  switch (kind) {
    case T.dot:
    case T.questionDot:
    case T.pipe:
    case T.coalesce:
    case T.and:
    case T.or:
      return true;
    default:
      return false;
  }
}
