"""Steps until points escape the Mandelbrot set: float locals in a nested loop."""


def bench(n):
    steps = 0
    for py in range(n):
        ci = 2.0 * py / n - 1.0
        for px in range(n):
            cr = 2.0 * px / n - 1.5
            zr = zi = rr = ii = 0.0
            k = 0
            while k < 50 and rr + ii <= 4.0:
                zi = 2.0 * zr * zi + ci
                zr = rr - ii + cr
                rr = zr * zr
                ii = zi * zi
                k += 1
            steps += k
    return steps
