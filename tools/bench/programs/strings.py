"""Strings appended to, formatted, joined and split."""


def bench(n):
    total, line = 0, ""
    for i in range(1, n + 1):
        line += "x"
        if i % 100 == 0:
            total += len(line)
            line = ""
    parts = []
    for i in range(1, n + 1):
        parts.append(f"k{i}")
    joined = ",".join(parts)
    pieces = joined.split(",")
    for piece in pieces:
        total += len(piece)
    return total + len(joined) + len(pieces)
