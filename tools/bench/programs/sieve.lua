-- Primes up to n: a long list of booleans.
function bench(n)
  local prime = {}
  for i = 0, n do prime[i + 1] = true end
  local count = 0
  for i = 2, n do
    if prime[i + 1] then
      count = count + 1
      for k = i + i, n, i do prime[k + 1] = false end
    end
  end
  return count
end
