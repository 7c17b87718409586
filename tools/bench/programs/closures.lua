-- Closures made, composed and called; two of them share state over all rounds.
local function counter(step)
  local total = 0
  return function(k)
    total = (total + k * step) % 1000003
    return total
  end
end

local function adder(k)
  return function(x) return x + k end
end

local function compose(f, g)
  return function(x) return f(g(x)) end
end

function bench(n)
  local odd, even, sum = counter(3), counter(5), 0
  for i = 0, n - 1 do
    local step = compose(i % 2 == 0 and even or odd, adder(i % 13))
    sum = (sum + step(i)) % 1000003
  end
  return sum
end
