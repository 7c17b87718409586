"""All permutations of n numbers in place: recursion and swaps in one short list."""


def permute(xs, k):
    if k == 1:
        return xs[0] * xs[len(xs) - 1] + xs[1]
    total = permute(xs, k - 1)
    for i in range(k - 1):
        source = i if k % 2 == 0 else 0
        xs[source], xs[k - 1] = xs[k - 1], xs[source]
        total += permute(xs, k - 1)
    return total


def bench(n):
    xs = []
    for i in range(1, n + 1):
        xs.append(i)
    return permute(xs, n)
