"""A priority queue filled and emptied: a class around a list."""


class Heap:
    __slots__ = ("items",)

    def __init__(self):
        self.items = []

    def push(self, x):
        items = self.items
        i = len(items)
        items.append(x)
        while i > 0:
            parent = (i - 1) >> 1
            if items[parent] <= x:
                break
            items[i] = items[parent]
            i = parent
        items[i] = x

    def pop(self):
        items = self.items
        top, x = items[0], items.pop()
        size = len(items)
        if size == 0:
            return top
        i = 0
        while True:
            child = 2 * i + 1
            if child >= size:
                break
            if child + 1 < size and items[child + 1] < items[child]:
                child += 1
            if items[child] >= x:
                break
            items[i] = items[child]
            i = child
        items[i] = x
        return top


def bench(n):
    heap, x = Heap(), 5
    for _ in range(n):
        x = (x * 7141 + 54773) % 259200
        heap.push(x)
    total = 0
    for _ in range(n):
        total = (total * 31 + heap.pop()) % 1000003
    return total
