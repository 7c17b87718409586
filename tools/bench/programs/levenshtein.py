"""Edit distance of two strings: indexing into strings, two rows of a table."""


def letters(n, seed, shift):
    out, x = [], seed
    for _ in range(n):
        x = (x * 7141 + 54773) % 259200
        out.append("acgt"[(x >> shift) & 3])
    return "".join(out)


def distance(a, b):
    before = []
    for j in range(len(b) + 1):
        before.append(j)
    for i in range(1, len(a) + 1):
        row, c = [i], a[i - 1]
        for j in range(1, len(b) + 1):
            best = before[j - 1]
            if c != b[j - 1]:
                best += 1
            if before[j] + 1 < best:
                best = before[j] + 1
            if row[j - 1] + 1 < best:
                best = row[j - 1] + 1
            row.append(best)
        before = row
    return before[len(b)]


def bench(n):
    return distance(letters(n, 1, 4), letters(n, 2, 9))
