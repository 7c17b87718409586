-- Steps until points escape the Mandelbrot set: float locals in a nested loop.
function bench(n)
  local steps = 0
  for py = 0, n - 1 do
    local ci = 2.0 * py / n - 1.0
    for px = 0, n - 1 do
      local cr = 2.0 * px / n - 1.5
      local zr, zi, rr, ii, k = 0.0, 0.0, 0.0, 0.0, 0
      while k < 50 and rr + ii <= 4.0 do
        zi = 2.0 * zr * zi + ci
        zr = rr - ii + cr
        rr = zr * zr
        ii = zi * zi
        k = k + 1
      end
      steps = steps + k
    end
  end
  return steps
end
