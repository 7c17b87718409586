-- A table with scattered integer keys, filled and read back.
function bench(n)
  local map = {}
  for i = 1, n do map[((i * 7919) % 1000003) * 61] = i end
  local sum = 0
  for i = 1, n do sum = sum + map[((i * 7919) % 1000003) * 61] end
  return sum
end
