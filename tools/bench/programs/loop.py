"""Squares modulo 7 added up: multiplication in a counted loop."""


def bench(n):
    total = 0
    for i in range(n):
        total += (i * i) % 7
    return total
