"""Spectral norm of an infinite matrix: float arithmetic, lists and small calls."""
from math import sqrt


def entry(i, j):
    k = i + j
    return 1.0 / (k * (k + 1) * 0.5 + i + 1)


def times(n, source, target):
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += source[j] * entry(i, j)
        target[i] = total


def transposed(n, source, target):
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += source[j] * entry(j, i)
        target[i] = total


def both(n, source, target, between):
    times(n, source, between)
    transposed(n, between, target)


def bench(n):
    u, v, w = [], [], []
    for i in range(n):
        u.append(1.0)
        v.append(0.0)
        w.append(0.0)
    for _ in range(10):
        both(n, u, v, w)
        both(n, v, u, w)
    uv = vv = 0.0
    for i in range(n):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    return sqrt(uv / vv)
