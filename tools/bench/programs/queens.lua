-- Ways to place n queens: backtracking with flags in lists.
local function place(row, n, column, up, down)
  if row > n then return 1 end
  local ways = 0
  for c = 1, n do
    if column[c] and up[row + c] and down[row - c + n] then
      column[c], up[row + c], down[row - c + n] = false, false, false
      ways = ways + place(row + 1, n, column, up, down)
      column[c], up[row + c], down[row - c + n] = true, true, true
    end
  end
  return ways
end

function bench(n)
  local column, up, down = {}, {}, {}
  for i = 1, 2 * n + 1 do
    column[i] = true
    up[i] = true
    down[i] = true
  end
  return place(1, n, column, up, down)
end
