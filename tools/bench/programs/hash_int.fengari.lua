-- As hash_int.lua, with float counters: integers of 32 bits cannot hold the products.
function bench(n)
  local map = {}
  for i = 1.0, n do map[((i * 7919) % 1000003) * 61] = i end
  local sum = 0
  for i = 1.0, n do sum = sum + map[((i * 7919) % 1000003) * 61] end
  return sum
end
