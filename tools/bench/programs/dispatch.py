"""An expression tree evaluated through overridden, inherited and super methods."""


class Expr:
    __slots__ = ("visits",)

    def __init__(self):
        self.visits = 0

    def note(self):
        self.visits += 1

    def value(self, x):
        return x


class Constant(Expr):
    __slots__ = ("number",)

    def __init__(self, number):
        super().__init__()
        self.number = number

    def value(self, x):
        self.note()
        return self.number


class Variable(Expr):
    __slots__ = ()

    def value(self, x):
        self.note()
        return x


class Sum(Expr):
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        super().__init__()
        self.left = left
        self.right = right

    def value(self, x):
        self.note()
        return (self.left.value(x) + self.right.value(x)) % 1009


class Product(Expr):
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        super().__init__()
        self.left = left
        self.right = right

    def value(self, x):
        self.note()
        return (self.left.value(x) * self.right.value(x)) % 1009


class Shifted(Sum):
    __slots__ = ("offset",)

    def __init__(self, left, right, offset):
        super().__init__(left, right)
        self.offset = offset

    def value(self, x):
        return super().value(x) + self.offset


def build(depth, seed):
    if depth == 0:
        return Variable() if seed % 2 == 0 else Constant(seed % 10)
    left, right = build(depth - 1, seed * 2), build(depth - 1, seed * 2 + 1)
    if seed % 3 == 0:
        return Sum(left, right)
    if seed % 3 == 1:
        return Product(left, right)
    return Shifted(left, right, seed % 5)


def bench(n):
    tree, total = build(6, 1), 0
    for i in range(n):
        total = (total + tree.value(i % 1000)) % 1000003
    return total + tree.visits
