-- Spectral norm of an infinite matrix: float arithmetic, lists and small calls.
local function entry(i, j)
  local k = i + j
  return 1.0 / (k * (k + 1) * 0.5 + i + 1)
end

local function times(n, from, to)
  for i = 1, n do
    local sum = 0.0
    for j = 1, n do sum = sum + from[j] * entry(i - 1, j - 1) end
    to[i] = sum
  end
end

local function transposed(n, from, to)
  for i = 1, n do
    local sum = 0.0
    for j = 1, n do sum = sum + from[j] * entry(j - 1, i - 1) end
    to[i] = sum
  end
end

local function both(n, from, to, between)
  times(n, from, between)
  transposed(n, between, to)
end

function bench(n)
  local u, v, w = {}, {}, {}
  for i = 1, n do
    u[i] = 1.0
    v[i] = 0.0
    w[i] = 0.0
  end
  for _ = 1, 10 do
    both(n, u, v, w)
    both(n, v, u, w)
  end
  local uv, vv = 0.0, 0.0
  for i = 1, n do
    uv = uv + u[i] * v[i]
    vv = vv + v[i] * v[i]
  end
  return math.sqrt(uv / vv)
end
