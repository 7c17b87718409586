-- As loop.lua, with a float counter: integers of 32 bits cannot hold the squares.
function bench(n)
  local sum = 0
  for i = 0.0, n - 1 do sum = sum + (i * i) % 7 end
  return sum
end
