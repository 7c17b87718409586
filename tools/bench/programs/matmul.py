"""Product of two square matrices: lists of lists of floats."""


def fill(n, factor):
    rows, unit = [], 1.0 / n / n * factor
    for i in range(n):
        row = []
        for j in range(n):
            row.append(unit * (i - j) * (i + j))
        rows.append(row)
    return rows


def product(a, b, n):
    rows = []
    for i in range(n):
        source, row = a[i], []
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += source[k] * b[k][j]
            row.append(total)
        rows.append(row)
    return rows


def bench(n):
    middle = n // 2
    return product(fill(n, 1.0), fill(n, 2.0), n)[middle][middle]
