// Steps until points escape the Mandelbrot set: float locals in a nested loop.
var bench = (n) => {
  let steps = 0;
  for (let py = 0; py < n; py++) {
    const ci = (2.0 * py) / n - 1.0;
    for (let px = 0; px < n; px++) {
      const cr = (2.0 * px) / n - 1.5;
      let zr = 0.0,
        zi = 0.0,
        rr = 0.0,
        ii = 0.0,
        k = 0;
      while (k < 50 && rr + ii <= 4.0) {
        zi = 2.0 * zr * zi + ci;
        zr = rr - ii + cr;
        rr = zr * zr;
        ii = zi * zi;
        k++;
      }
      steps += k;
    }
  }
  return steps;
};
