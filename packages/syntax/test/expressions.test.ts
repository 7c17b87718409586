import { describe, expect, it } from 'vitest';
import { sexp } from './sexp.ts';
import { expression, messages } from './support.ts';

const shapes: readonly (readonly [text: string, shape: string])[] = [
  // precedence, loosest first
  ['a => b if c else d', '(=> (a) (if c b d))'],
  ['a if b else c => d', '(if b a (=> (c) d))'],
  ['a if b else c if d else e', '(if b a (if d c e))'],
  ['a ?? b if c else d', '(if c (?? a b) d)'],
  ['a ?? b ?? c', '(?? (?? a b) c)'],
  ['a ?? b or c', '(?? a (or b c))'],
  ['a or b and c', '(or a (and b c))'],
  ['a and not b', '(and a (not b))'],
  ['not a == b', '(not (== a b))'],
  ['not not a', '(not (not a))'],
  ['!a && !b || c', '(or (and (not a) (not b)) c)'],
  ['!f(x)', '(not (call f x))'],
  ['a == b |> f', '(== a (|> b f))'],
  ['a in b', '(in a b)'],
  ['a not in b', '(not in a b)'],
  ['a is B', '(is a B)'],
  ['a is not b.C', '(is-not a (. b C))'],
  ['a is B? and c', '(and (is a B?) c)'],
  ['a is none', '(is a none)'],
  ['a |> f |> g(1)', '(|> (|> a f) (call g 1))'],
  ['a |> b..c', '(|> a (.. b c))'],
  ['0..n + 1', '(.. 0 (+ n 1))'],
  ['a..=b | c', '(..= a (| b c))'],
  ['a | b ^ c & d << e + f * g', '(| a (^ b (& c (<< d (+ e (* f g))))))'],
  ['a - b - c', '(- (- a b) c)'],
  ['a // b % c * d / e', '(/ (* (% (// a b) c) d) e)'],
  ['-a * b', '(* (- a) b)'],
  ['-2 ** 2', '(- (** 2 2))'],
  ['2 ** -1', '(** 2 (- 1))'],
  ['2 ** 3 ** 2', '(** 2 (** 3 2))'],
  ['~-a', '(~ (- a))'],
  ['-a.b', '(- (. a b))'],
  ['a < -b', '(< a (- b))'],
  // postfix
  ['a.b.c(d)[e]', '([] (call (. (. a b) c) d) e)'],
  ['a?.b?[c].d', '(. (?[] (?. a b) c) d)'],
  ['a.match', '(. a match)'],
  ['f(a, b = 1, *c, **d)'.replace('b = 1, *c', '*c, b = 1'), '(call f a *c b=1 **d)'],
  ['f(match = 1)', '(call f match=1)'],
  ['f(a,)', '(call f a)'],
  ['xs[a..b]', '(slice xs a b)'],
  ['xs[a..]', '(slice xs a -)'],
  ['xs[..b]', '(slice xs - b)'],
  ['xs[..]', '(slice xs - -)'],
  ['xs[a..=b]', '(slice= xs a b)'],
  ['xs?[1..]', '(?slice xs 1 -)'],
  ['xs[(a..b)]', '([] xs (paren (.. a b)))'],
  ['xs[-1]', '([] xs (- 1))'],
  ['super.f(a)', '(call (. super f) a)'],
  // literals
  ['[1, 2.5, "a",]', '(list 1 2.5f "a")'],
  ['[*xs, 1]', '(list *xs 1)'],
  ['(1)', '(paren 1)'],
  ['(1,)', '(tuple 1)'],
  ['()', '(tuple)'],
  ['(1, 2)', '(tuple 1 2)'],
  ['(*xs,)', '(tuple *xs)'],
  ['1, 2', '(bare 1 2)'],
  ['1,', '(bare 1)'],
  ['{}', '(table)'],
  [
    '{a: 1, "b c": 2, 3: x, [k]: v, if: 4, **t}',
    '(table (entry "a" 1) (entry "b c" 2) (entry 3 x) (computed k v) (entry "if" 4) **t)',
  ],
  ['{-1: a, 1.5: b}', '(table (entry (- 1) a) (entry 1.5f b))'],
  ['true', 'true'],
  ['none', 'none'],
  // comprehensions
  ['[e for x in xs if c]', '(for e x xs c)'],
  ['[e for a, b in xs]', '(for e (bare a b) xs -)'],
  ['[e for (a, [b, *c]) in xs]', '(for e (tuple a (list b *c)) xs -)'],
  ['{[k]: v for k, v in t}', '(for[] k v (bare k v) t -)'],
  ['{a: v for v in t if v > 1}', '(for{} "a" v v t (> v 1))'],
  ['[a if b else c for d in e]', '(for (if b a c) d e -)'],
  // functions
  ['() => 1', '(=> () 1)'],
  ['(a, b: int = 1, c?, *d) => a', '(=> (a b c d) a)'],
  ['a => b => c', '(=> (a) (=> (b) c))'],
  ['f(x => x, 1)', '(call f (=> (x) x) 1)'],
  ['fn (): pass', '(fn () inline:1)'],
  ['fn (a, b) -> int: f(); return a', '(fn (a b) inline:2)'],
  ['f(fn (a): return a, 1)', '(call f (fn (a) inline:1) 1)'],
  ['f(fn (a): g(); h(), k = 1)', '(call f (fn (a) inline:2) k=1)'],
  ['f(fn (a): if a: g();; else: h();; , 1)', '(call f (fn (a) inline:1) 1)'],
  ['f(fn (a):\n  g(a)\n  h(a)\n)', '(call f (fn (a) lines:2))'],
  ['f(a, fn (b):\n  g(b)\n, c)', '(call f a (fn (b) lines:1) c)'],
  ['f(fn (a):\n  return fn (b): return a + b\n)(1)', '(call (call f (fn (a) lines:1)) 1)'],
  // other operators
  ['spawn f(a)', '(spawn (call f a))'],
  ['spawn a.f().g(b)', '(spawn (call (. (call (. a f)) g) b))'],
  ['comptime f(1) + 2', '(+ (comptime (call f 1)) 2)'],
  ['(yield)', '(paren (yield -))'],
  ['yield a, b', '(yield (bare a b))'],
  ['(match e: 0 => a; n if n > 9 => b; _ => c)', '(paren (match e (0 a) (n if (> n 9) b) (_ c)))'],
  ['f((match e: 0 => a; _ => b;), 1)', '(call f (paren (match e (0 a) (_ b))) 1)'],
  ['match e:\n  0 => a\n  _ => b', '(match e (0 a) (_ b))'],
  // lines
  ['a\n  .b()\n  ?.c\n  |> d\n  ?? e', '(?? (|> (?. (call (. a b)) c) d) e)'],
  ['a\n\n  # comment\n  and b\n  or c', '(or (and a b) c)'],
  ['(a\n+ b\n)', '(paren (+ a b))'],
  ['[\n  1,\n\n  # comment\n  2,\n]', '(list 1 2)'],
];

describe('expressions', () => {
  it.each(shapes)('%j', (text, shape) => {
    expect(sexp(expression(text))).toBe(shape);
  });

  it('know their places', () => {
    const sum = expression('a + b * (c)');
    expect([sum.start, sum.end]).toEqual([5, 16]);
    expect(sum).toMatchObject({
      opPlace: { start: 7, end: 8 },
      right: { start: 9, end: 16, right: { kind: 'paren', start: 13, end: 16 } },
    });
  });

  it('end lines before brackets that are not deeper continuations', () => {
    expect(messages('a\n(b)\n[c]')).toEqual([]);
    expect(messages('x := a\n.b()')).toEqual(['continuation-not-deeper 2:1']);
  });
});
