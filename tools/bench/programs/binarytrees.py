"""Binary trees built and counted: allocation and recursion."""


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def grow(depth):
    if depth == 0:
        return Node(None, None)
    return Node(grow(depth - 1), grow(depth - 1))


def size(node):
    if node.left is None:
        return 1
    return 1 + size(node.left) + size(node.right)


def bench(n):
    total = size(grow(n + 1))
    keeper = grow(n)
    for depth in range(4, n + 1, 2):
        times = 1
        for _ in range(n - depth + 4):
            times *= 2
        nodes = 0
        for _ in range(times):
            nodes += size(grow(depth))
        total += nodes
    return total + size(keeper)
