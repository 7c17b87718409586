-- As sort.lua, with floats: integers of 32 bits cannot hold the generator's products.
function bench(n)
  local xs, x = {}, 42.0
  for i = 1, n do
    x = (x * 16807) % 2147483647
    xs[i] = x
  end
  table.sort(xs, function(a, b) return a < b end)
  local sum = 0
  for i = 1, n, 1000 do sum = (sum + xs[i]) % 1000003 end
  return sum
end
