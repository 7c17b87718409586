"""The 0/1 knapsack by dynamic programming: row after row of a table."""


def bench(n):
    capacity, before, x = n * 20, [], 11
    for _ in range(capacity + 1):
        before.append(0)
    for _ in range(n):
        x = (x * 7141 + 54773) % 259200
        weight, worth, row = x % 97 + 5, x % 1013 + 1, []
        for room in range(capacity + 1):
            best = before[room]
            if room >= weight:
                taken = before[room - weight] + worth
                if taken > best:
                    best = taken
            row.append(best)
        before = row
    return before[capacity]
