"""Closures made, composed and called; two of them share state over all rounds."""


def counter(step):
    total = 0

    def bump(k):
        nonlocal total
        total = (total + k * step) % 1000003
        return total

    return bump


def adder(k):
    return lambda x: x + k


def compose(f, g):
    return lambda x: f(g(x))


def bench(n):
    odd, even, total = counter(3), counter(5), 0
    for i in range(n):
        step = compose(even if i % 2 == 0 else odd, adder(i % 13))
        total = (total + step(i)) % 1000003
    return total
