"""Strings escaped character by character: iteration, comparison, joining."""

LINE = 'He said: "a < b", then\twent\nback to C:\\temp and wrote & read <i>notes</i> '


def escaped(text):
    out = ['"']
    for c in text:
        if c == '"':
            out.append('\\"')
        elif c == "\\":
            out.append("\\\\")
        elif c == "\n":
            out.append("\\n")
        elif c == "\t":
            out.append("\\t")
        elif c == "<":
            out.append("\\u003c")
        else:
            out.append(c)
    out.append('"')
    return "".join(out)


def bench(n):
    total = 0
    for i in range(n):
        total += len(escaped(f"{LINE}{i}"))
    return total
