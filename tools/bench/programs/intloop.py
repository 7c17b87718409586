"""A running remainder: small integers only, in a counted loop."""


def bench(n):
    total = 0
    for i in range(n):
        total = (total + i % 7) % 1000003
    return total
