"""Digits of pi by a spigot: integers of thousands of bits."""


def bench(n):
    q, r, t, k, digit, odd = 1, 0, 1, 1, 3, 3
    total = found = 0
    while found < n:
        if 4 * q + r - t < digit * t:
            total = (total * 31 + digit) % 1000003
            found += 1
            rest = 10 * (r - digit * t)
            digit = (10 * (3 * q + r)) // t - 10 * digit
            q *= 10
            r = rest
        else:
            rest = (2 * q + r) * odd
            digit = (q * (7 * k + 2) + r * odd) // (t * odd)
            q *= k
            t *= odd
            odd += 2
            k += 1
            r = rest
    return total
