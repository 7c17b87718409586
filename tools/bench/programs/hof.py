"""Lists mapped, filtered and folded by functions given as arguments."""


def mapped(f, xs):
    out = []
    for x in xs:
        out.append(f(x))
    return out


def kept(f, xs):
    out = []
    for x in xs:
        if f(x):
            out.append(x)
    return out


def folded(f, xs, start):
    result = start
    for x in xs:
        result = f(result, x)
    return result


def bench(n):
    numbers = []
    for i in range(1, n + 1):
        numbers.append(i)
    total = 0
    for step in range(1, 11):
        moved = mapped(lambda x: x * 2 + step, numbers)
        thirds = kept(lambda x: x % 3 == 0, moved)
        total += folded(lambda sum_, x: (sum_ + x) % 1000003, thirds, 0)
    return total
