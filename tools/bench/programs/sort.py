"""Pseudo-random integers sorted with a comparison function."""
from functools import cmp_to_key


def bench(n):
    xs, x = [], 42
    for _ in range(n):
        x = (x * 16807) % 2147483647
        xs.append(x)
    xs.sort(key=cmp_to_key(lambda a, b: a - b))
    total = 0
    for i in range(0, n, 1000):
        total = (total + xs[i]) % 1000003
    return total
