"""A table with scattered integer keys, filled and read back."""


def bench(n):
    table = {}
    for i in range(1, n + 1):
        table[((i * 7919) % 1000003) * 61] = i
    total = 0
    for i in range(1, n + 1):
        total += table[((i * 7919) % 1000003) * 61]
    return total
