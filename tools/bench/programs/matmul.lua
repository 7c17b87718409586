-- Product of two square matrices: lists of lists of floats.
local function fill(n, factor)
  local rows, unit = {}, 1.0 / n / n * factor
  for i = 0, n - 1 do
    local row = {}
    for j = 0, n - 1 do row[j + 1] = unit * (i - j) * (i + j) end
    rows[i + 1] = row
  end
  return rows
end

local function product(a, b, n)
  local rows = {}
  for i = 1, n do
    local from, row = a[i], {}
    for j = 1, n do
      local sum = 0.0
      for k = 1, n do sum = sum + from[k] * b[k][j] end
      row[j] = sum
    end
    rows[i] = row
  end
  return rows
end

function bench(n)
  local middle = n // 2 + 1
  return product(fill(n, 1.0), fill(n, 2.0), n)[middle][middle]
end
