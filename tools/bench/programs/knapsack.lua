-- The 0/1 knapsack by dynamic programming: row after row of a table.
function bench(n)
  local capacity, before, x = n * 20, {}, 11
  for room = 0, capacity do before[room + 1] = 0 end
  for _ = 1, n do
    x = (x * 7141 + 54773) % 259200
    local weight, worth, row = x % 97 + 5, x % 1013 + 1, {}
    for room = 0, capacity do
      local best = before[room + 1]
      if room >= weight then
        local taken = before[room - weight + 1] + worth
        if taken > best then best = taken end
      end
      row[room + 1] = best
    end
    before = row
  end
  return before[capacity + 1]
end
