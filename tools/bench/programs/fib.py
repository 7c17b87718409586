"""Recursive Fibonacci numbers: calls and integer arithmetic."""


def bench(n):
    if n < 2:
        return n
    return bench(n - 1) + bench(n - 2)
