"""A JSON text written and parsed by hand: string indexing, slices, nested containers."""


def write(n):
    out = []
    for i in range(n):
        out.append(
            f'{{"id": {i}, "name": "item {i % 100}", "price": {i % 50}.25, "tags": ["a", "bc", null, true]}}'
        )
    return f"[{', '.join(out)}]"


class Parser:
    __slots__ = ("text", "pos")

    def __init__(self, text):
        self.text = text
        self.pos = 0

    def skip(self):
        while self.text[self.pos] == " ":
            self.pos += 1

    def value(self):
        self.skip()
        c = self.text[self.pos]
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        if c == "t":
            return self.word(4, True)
        if c == "f":
            return self.word(5, False)
        if c == "n":
            return self.word(4, None)
        return self.number()

    def word(self, length, value):
        self.pos += length
        return value

    def number(self):
        start, is_float = self.pos, False
        while True:
            c = self.text[self.pos]
            if c == ".":
                is_float = True
            elif c < "0" or c > "9":
                break
            self.pos += 1
        digits = self.text[start:self.pos]
        return float(digits) if is_float else int(digits)

    def string(self):
        start = self.pos + 1
        self.pos = start
        while self.text[self.pos] != '"':
            self.pos += 1
        self.pos += 1
        return self.text[start:self.pos - 1]

    def array(self):
        items = []
        self.pos += 1
        while True:
            items.append(self.value())
            self.skip()
            self.pos += 1
            if self.text[self.pos - 1] == "]":
                return items

    def object(self):
        fields = {}
        self.pos += 1
        while True:
            self.skip()
            key = self.string()
            self.skip()
            self.pos += 1
            fields[key] = self.value()
            self.skip()
            self.pos += 1
            if self.text[self.pos - 1] == "}":
                return fields


def bench(n):
    records = Parser(write(n)).value()
    total = 0.0
    for record in records:
        total += record["id"] + record["price"] * 4 + len(record["name"]) + len(record["tags"])
    return total
