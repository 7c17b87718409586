-- Edit distance of two strings: indexing into strings, two rows of a table.
local byte, sub = string.byte, string.sub

local function letters(n, seed, shift)
  local out, x = {}, seed
  for i = 1, n do
    x = (x * 7141 + 54773) % 259200
    local at = (x >> shift & 3) + 1
    out[i] = sub("acgt", at, at)
  end
  return table.concat(out)
end

local function distance(a, b)
  local before = {}
  for j = 0, #b do before[j + 1] = j end
  for i = 1, #a do
    local row, c = { i }, byte(a, i)
    for j = 1, #b do
      local best = before[j]
      if c ~= byte(b, j) then best = best + 1 end
      if before[j + 1] + 1 < best then best = before[j + 1] + 1 end
      if row[j] + 1 < best then best = row[j] + 1 end
      row[j + 1] = best
    end
    before = row
  end
  return before[#b + 1]
end

function bench(n)
  return distance(letters(n, 1, 4), letters(n, 2, 9))
end
