"""Ways to place n queens: backtracking with flags in lists."""


def place(row, n, column, up, down):
    if row == n:
        return 1
    ways = 0
    for c in range(n):
        if column[c] and up[row + c] and down[row - c + n]:
            column[c] = up[row + c] = down[row - c + n] = False
            ways += place(row + 1, n, column, up, down)
            column[c] = up[row + c] = down[row - c + n] = True
    return ways


def bench(n):
    column, up, down = [], [], []
    for _ in range(2 * n + 1):
        column.append(True)
        up.append(True)
        down.append(True)
    return place(0, n, column, up, down)
