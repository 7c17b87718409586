"""Primes up to n: a long list of booleans."""


def bench(n):
    prime = []
    for _ in range(n + 1):
        prime.append(True)
    count = 0
    for i in range(2, n + 1):
        if not prime[i]:
            continue
        count += 1
        for k in range(i + i, n + 1, i):
            prime[k] = False
    return count
