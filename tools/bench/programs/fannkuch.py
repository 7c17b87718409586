"""Pancake flipping over all permutations: element swaps in short lists of integers."""


def bench(n):
    perm, work, count = [0], [0], [0]
    for i in range(1, n + 1):
        perm.append(i)
        work.append(i)
        count.append(i)
    sign, most, total = 1, 0, 0
    while True:
        first = perm[1]
        if first != 1:
            for i in range(2, n + 1):
                work[i] = perm[i]
            flips = 1
            while True:
                following = work[first]
                if following == 1:
                    break
                work[first] = first
                low, high = 2, first - 1
                while low < high:
                    work[low], work[high] = work[high], work[low]
                    low += 1
                    high -= 1
                first = following
                flips += 1
            total += sign * flips
            if flips > most:
                most = flips
        if sign == 1:
            perm[1], perm[2] = perm[2], perm[1]
            sign = -1
            continue
        perm[2], perm[3] = perm[3], perm[2]
        sign = 1
        i = 3
        while count[i] == 1:
            if i == n:
                return total * 100 + most
            count[i] = i
            front = perm[1]
            for j in range(1, i + 1):
                perm[j] = perm[j + 1]
            perm[i + 1] = front
            i += 1
        count[i] -= 1
