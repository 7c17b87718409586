"""Errors thrown through some frames and caught; one call in seven fails."""


class Refused(Exception):
    def __init__(self, value):
        super().__init__("refused")
        self.value = value


def check(i):
    if i % 7 == 0:
        raise Refused(i % 5)
    return i % 3


def descend(depth, i):
    if depth == 0:
        return check(i)
    return descend(depth - 1, i) + 1


def bench(n):
    total = 0
    for i in range(n):
        try:
            total += descend(3, i)
        except Refused as e:
            total += e.value
    return total
