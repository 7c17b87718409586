"""Words of a text counted: splitting, and a table with string keys."""

SYLLABLES = ["ka", "to", "mi", "ren", "sol", "du", "ve", "lan"]


def compose(n):
    words, x = [], 7
    for _ in range(n):
        x = (x * 7141 + 54773) % 259200
        words.append(SYLLABLES[x & 7] + SYLLABLES[(x >> 3) & 7] + SYLLABLES[(x >> 6) & 7])
    return " ".join(words)


def bench(n):
    counts = {}
    for word in compose(n).split(" "):
        counts[word] = counts.get(word, 0) + 1
    total = most = 0
    for word, count in counts.items():
        total += count * len(word)
        if count > most:
            most = count
    return total + most + len(counts)
