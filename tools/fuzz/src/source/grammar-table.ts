/**
 * The expressions of generated programs, as templates by kind. `$kind` stands for an expression of that kind, and these
 * for literals: `$small` 0 to 6, `$nonzero` an int that is not 0, `$key` a table key, `$text` a short string.
 * `$var` is an int variable, the same one throughout a template. `$name` is a fresh name, and `$[kind: $name]` an expression of
 * the kind in which that name is an int (`$[kind in words: $name]`: a str).
 */
import type { Kind } from './scope.ts';

/** What a program may leave out, so that different programs are dense in different things. */
export const features = [
  'bits',
  'floats',
  'mixed',
  'strings',
  'lists',
  'tables',
  'sets',
  'tuples',
  'options',
  'lambdas',
  'classes',
  'errors',
  'defers',
  'labels',
  'buffers',
  'closures',
  'hoisting',
  'modules',
  'mistakes',
  'destructuring',
  'recursion',
  'deep',
] as const;

/** Name of something that a program may leave out. */
export type Feature = (typeof features)[number];

/** One way to write an expression. */
export interface Production {
  readonly weight: number;
  readonly text: string;
  /** What the program must have. */
  readonly needs: Feature | null;
  /** Whether it may well raise an error. */
  readonly risky: boolean;
}

const rows = (needs: Feature | null, ...texts: readonly (string | readonly [number, string])[]): Production[] =>
  texts.map((row) => ({
    weight: typeof row === 'string' ? 2 : row[0],
    text: typeof row === 'string' ? row : row[1],
    needs,
    risky: false,
  }));

const risks = (needs: Feature | null, ...texts: readonly string[]): Production[] =>
  texts.map((text) => ({ weight: 2, text, needs, risky: true }));

/** The productions by kind. */
export const grammar: Readonly<Record<Exclude<Kind, `@${string}`>, readonly Production[]>> = {
  int: [
    ...rows(
      null,
      [8, '($int + $int)'],
      [6, '($int - $int)'],
      [5, '($int * $int)'],
      [3, '($int // $nonzero)'],
      [4, '($int % $nonzero)'],
      '(-$int)',
    ),
    ...rows(
      null,
      [4, '($var + $int - $var)'],
      '($var * 2 + $int % ($var | 1))',
      '($int + $var + 1)',
      '($var + 1)',
      '($small + $var)',
      '($var >> 1)',
      '($var % 3)',
      '($int if $bool else $int)',
      'abs($int)',
      'max($int, $int)',
      'min($int, $int, $small)',
      'divmod($int, $nonzero)[1]',
    ),
    ...rows('buffers', 'b"ab"[1]', 'len($str.bytes())', '$str.bytes().to_hex().len()'),
    ...rows(
      'bits',
      '($int ** $small)',
      '($int & $int)',
      '($int | $int)',
      '($int ^ $int)',
      '($int << $small)',
      '($int >> $small)',
      '(~$int)',
      '$int.bit_length()',
    ),
    ...rows(
      'strings',
      'len($str)',
      '$str.len()',
      '($str.find($text) ?? -1)',
      '$str.count($text)',
      'ord("x")',
      'int("12")',
    ),
    ...rows(
      'lists',
      'len($ints)',
      'sum($ints)',
      '$ints.len()',
      'len($words)',
      '$ints.get($small, $int)',
      '$ints.count($int)',
    ),
    ...rows('tables', '$table.get($key, $int)', 'len($table)', '($table?[$key] ?? $int)', 'sum($table.values())'),
    ...rows('sets', 'len($set)', '$set.len()'),
    ...rows('tuples', '$pair[0]', 'len($pair)'),
    ...rows('options', [4, '($maybe ?? $int)'], '(none ?? $int)', '($maybe?.bit_length() ?? $small)'),
    ...rows('lambdas', '$fn($int)', '($int |> $fn)', 'reduce($ints, $fn2, $int)', '$ints.reduce($fn2, $small)'),
    ...risks(null, '($int // $int)', '($int % $int)', '($int << $int)', '(1 // 0)', '(-$str)', '(none + $int)'),
    ...risks(null, '($small + $str)', '($small * $words)', 'upto($int, $small)', 'upto($var, $small)', 'boom($int)'),
    ...risks(null, '($var // ($var - $var))', '(hide(none) + $int)', '($small + hide($str))'),
    ...risks('lists', '$ints[$small]', '$ints.first()', '$ints.pop()', '$ints[$int]', '$words[$small]', 'max($ints)'),
    ...risks('strings', 'int($str)', 'ord($str)', '($int + $str)'),
    ...risks('tables', '$table[$key]', '$table.remove($key)', '$table[$ints]'),
    ...risks('floats', 'int($float)', 'round($float)', '$float.floor()'),
    ...risks('options', '($maybe + $int)', '$maybe.nothing'),
  ],
  float: [
    ...rows(
      null,
      [4, '($float + $float)'],
      [3, '($float - $float)'],
      [4, '($float * $float)'],
      [3, '($float / $float)'],
      '(-$float)',
    ),
    ...rows(
      null,
      '($float // $float)',
      '($float % $float)',
      '($float if $bool else $float)',
      'abs($float)',
      '($float ** 2.0)',
      '($float ** 0.5)',
    ),
    ...rows(null, [3, '($int / $nonzero)'], [3, 'float($small)'], 'max($float, $float)'),
    ...rows(
      'mixed',
      '($float + $int)',
      '($int * $float)',
      '($small - $float)',
      '($float / $int)',
      '($int // $float)',
      '($float % $small)',
      '($int ** -1)',
    ),
    ...risks(null, '($int / $int)', 'float($int)', 'round($float, $small)', '($float & $int)', '($float + $str)'),
  ],
  bool: [
    ...rows(
      null,
      [4, '($int < $int)'],
      [3, '($int == $int)'],
      '($int != $int)',
      '($int <= $int)',
      '($int > $int)',
      '($int >= $small)',
      '($small < $int)',
    ),
    ...rows(
      null,
      [3, '($bool and $bool)'],
      [3, '($bool or $bool)'],
      [2, '(not $bool)'],
      '($bool if $bool else $bool)',
      '($bool == $bool)',
    ),
    ...rows(
      null,
      '($any == $any)',
      '($any != $any)',
      '($any is int)',
      '($any is not str)',
      '($any is none)',
      '($any is num)',
      '($int is int?)',
    ),
    ...rows(
      'floats',
      [4, '($float < $float)'],
      [4, '($float <= $float)'],
      '($float == $float)',
      [3, '($float >= $float)'],
      [3, '(not ($float > $float))'],
    ),
    ...rows('mixed', '($int < $float)', '($float == $int)', '($float >= $int)'),
    ...rows(
      'strings',
      '($str == $str)',
      '($str < $str)',
      '($text in $str)',
      '$str.starts_with($text)',
      '$str.is_empty()',
    ),
    ...rows(
      'lists',
      '($int in $ints)',
      '($ints == $ints)',
      '($ints < $ints)',
      '($int not in $ints)',
      '$ints.is_empty()',
      'same($ints, $ints)',
    ),
    ...rows('tables', '($key in $table)', '$table.has($key)', '($table == $table)'),
    ...rows('sets', '($int in $set)', '$set.has($int)', '($set == $set)', '$set.is_subset($set)'),
    ...rows('tuples', '($pair == $pair)', '($pair < $pair)'),
    ...rows('options', '($maybe == none)', '($maybe is not none)', '($maybe == $int)'),
    ...rows('lambdas', 'any($ints, $test)', 'all($ints, $test)', '$ints.any($test)'),
    ...rows(null, '($int in 0..$small)', '($int not in $small..=$int)'),
    ...risks(
      null,
      '($small < hide(none))',
      '(upto($var, $small) == $small)',
      '(hide($int) or $bool)',
      '($int < $str)',
      '(not $int)',
      '($int and $bool)',
      '($bool or $str)',
      '($ints < $pair)',
      '($int in $int)',
    ),
  ],
  str: [
    ...rows(null, [5, '($str + $str)'], [4, 'str($any)'], '($str if $bool else $str)', 'repr($any)'),
    ...rows(
      null,
      [3, 'f"{$leaf(int)}"'],
      [2, 'f"a{$leaf(int)}b{$leaf(str)}c"'],
      'f"{$leaf(int):>5}"',
      'f"{$leaf(int):x}|{$leaf(int):,}"',
      'f"{1 + 2}{$leaf(bool)}"',
    ),
    ...rows('floats', 'f"{$leaf(float):.3f}"', 'f"{$leaf(float)}!"', 'f"{$leaf(float):e}"'),
    ...rows(
      'strings',
      '$str.upper()',
      '$str.lower()',
      '$str[$small..]',
      '$str[..$small]',
      '$str[$small..=$small]',
      '$str.replace($text, $text)',
      '$str.reverse()',
    ),
    ...rows(
      'strings',
      '$str.trim()',
      '$str.pad_start($small, "0")',
      '$str.repeat($small)',
      'chr(97 + $small)',
      '$str.strip_prefix($text)',
      '$int.to_str(16)',
    ),
    ...rows('lists', '$words.join($text)', '$ints.join($text)', 'str($ints)'),
    ...rows('tuples', '$pair[1]'),
    ...risks('strings', '$str[$small]', '($str + $int)', '$words.last()', '$str.repeat($int)', '($str * $small)'),
  ],
  ints: [
    ...rows(
      null,
      [4, '[$int, $int]'],
      [2, '[$int]'],
      [1, '[]'],
      [2, '[$int, $small, $int]'],
      [3, '($ints + $ints)'],
      '($ints if $bool else $ints)',
    ),
    ...rows(
      'lists',
      [3, '[*$ints, $int]'],
      '[*$ints, *$ints]',
      '$ints[$small..]',
      '$ints[..$small]',
      '$ints[$small..$small]',
      'sorted($ints)',
      '$ints.copy()',
      'list(0..$small)',
    ),
    ...rows(
      'lists',
      '[$[int: $name] for $name in $ints]',
      '[$[int: $name] for $name in $ints if $[bool: $name]]',
      '[$[int: $name] for $name in 0..$small]',
    ),
    ...rows(
      'lists',
      'sorted($ints, reverse = $bool)',
      'list(reversed($ints))',
      '[$int].repeat($small)',
      '[len($name) for $name in $words]',
    ),
    ...rows(
      'lambdas',
      '$ints.map($fn)',
      '$ints.filter($test)',
      'map($ints, $fn)',
      'filter(0..$small, $test)',
      'sorted($ints, key = $fn)',
      '(0..$small |> map($fn))',
    ),
    ...rows('tables', '$table.values()'),
    ...rows('sets', 'list($set)'),
    ...rows('strings', '$str.code_points()'),
    ...risks('lists', '($ints + $pair)', '$ints[$int..]', 'freeze($ints)', '[*$int]', '$ints.map($int)'),
  ],
  words: [
    ...rows(null, [4, '[$str, $str]'], [2, '["b", "a", $text]'], '[]', '($words + $words)'),
    ...rows('strings', [3, '$str.split("a")'], '$str.chars()', '$str.split_whitespace()', '$str.lines()'),
    ...rows(
      'lists',
      'sorted($words)',
      '[*$words, $str]',
      '[str($name) for $name in $ints]',
      '[$[str in words: $name] for $name in $words]',
      '$words[$small..]',
    ),
    ...rows(
      'lambdas',
      '$ints.map($name => f"<{$name}>")',
      'sorted($words, key = len)',
      'sorted($words, key = $name => $name.reverse())',
    ),
    ...rows('tables', '$table.keys()'),
    ...risks('strings', '$str.split("")', '[$str, $int][$small..].map($name => $name + "!")'),
  ],
  table: [
    ...rows(null, [4, '{a: $int, b: $int}'], [2, '{[$key]: $int}'], [1, '{}'], '{c: $int, [$str]: $int}'),
    ...rows(
      'tables',
      [3, '{**$table, c: $int}'],
      '{**$table, **$table}',
      '{[str($name)]: $[int: $name] for $name in $ints}',
      '$table.copy()',
    ),
    ...rows('tables', '{[$name]: len($name) for $name in $words if $bool}'),
    ...risks('tables', '{**$ints}', '{[$ints]: $int}', 'freeze($table)'),
  ],
  set: [
    ...rows(null, [3, 'set([$int, $int])'], [2, 'set($ints)'], [1, 'set()']),
    ...rows(
      'sets',
      '($set | $set)',
      '($set & $set)',
      '($set - $set)',
      '($set ^ $set)',
      '$set.copy()',
      'set(0..$small)',
    ),
    ...risks('sets', 'set([$ints])', '($set + $set)'),
  ],
  pair: [...rows(null, [4, '($int, $str)'], [1, '($small, $text)'], '($pair if $bool else $pair)')],
  maybe: [
    ...rows(
      null,
      [3, 'none'],
      [3, '$int'],
      '($int if $bool else none)',
      '($maybe if $bool else $maybe)',
      '($maybe ?? $maybe)',
    ),
    ...rows('lists', '$ints.get($small)', '$ints?[$small]', '$ints.index_of($int)'),
    ...rows('tables', '$table.get($key)', '$table?[$key]'),
    ...rows('strings', '$str.find($text)', '$str.get($small)?.len()'),
  ],
  fn: [...rows(null, [5, '($name => $[int: $name])'], '(fn ($name): return $[int: $name])')],
};

/** Expressions that the kinds above use in their holes only. */
export const helpers: Readonly<Record<'test' | 'fn2', readonly string[]>> = {
  test: ['($name => $[bool: $name])', '($name => $name % 2 == 0)', '($name => $name > $small)'],
  fn2: ['((a, b) => a + b)', '((a, b) => a * 31 + b)', '((a, b) => max(a, b))', '((a, b = 1) => a - b)'],
};

/** Ints at the edges of representations. */
export const edgeInts: readonly string[] = [
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '(-9007199254740991)',
  '(-9007199254740992)',
  '2147483647',
  '2147483648',
  '(-2147483648)',
  '(-2147483649)',
  '4294967295',
  '4294967296',
  '1073741824',
  '4503599627370496',
  '(2 ** 53)',
  '(2 ** 53 - 1)',
  '(2 ** 64)',
  '(-(2 ** 63))',
  '100000000000000000000000',
  '94906267',
  '3037000500',
  '(1 << 31)',
  '(-1 << 53)',
];

/** Floats at the edges of representations. */
export const edgeFloats: readonly string[] = [
  '0.0',
  '(-0.0)',
  '1.0',
  '0.5',
  '1.5',
  '(-2.5)',
  '0.1',
  '1e308',
  '5e-324',
  '9007199254740992.0',
  '9007199254740993.0',
  '(1.0 / 0.0)',
  '(-1.0 / 0.0)',
  '(0.0 / 0.0)',
  '(0.0 / 0.0)',
  '(0.0 / 0.0)',
  '1e21',
  '1e-7',
  '3.0',
  '(-7.0)',
  '2147483648.0',
  '0.30000000000000004',
];

/** Short strings. */
export const texts: readonly string[] = [
  '"a"',
  '""',
  '"ab"',
  '"xyz"',
  '" a b "',
  '"é"',
  '"😀"',
  '"a,b"',
  '"12"',
  '"\\n"',
  '"Aa"',
  '"%"',
];

/** Keys of tables. */
export const keys: readonly string[] = ['"a"', '"b"', '"c"', '"len"', '"a b"'];
