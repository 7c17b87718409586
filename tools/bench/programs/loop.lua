-- Squares modulo 7 added up: multiplication in a counted loop.
function bench(n)
  local sum = 0
  for i = 0, n - 1 do sum = sum + (i * i) % 7 end
  return sum
end
