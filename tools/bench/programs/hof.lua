-- Lists mapped, filtered and folded by functions given as arguments.
local function mapped(f, xs)
  local out = {}
  for i = 1, #xs do out[#out + 1] = f(xs[i]) end
  return out
end

local function kept(f, xs)
  local out = {}
  for i = 1, #xs do
    local x = xs[i]
    if f(x) then out[#out + 1] = x end
  end
  return out
end

local function folded(f, xs, start)
  local result = start
  for i = 1, #xs do result = f(result, xs[i]) end
  return result
end

function bench(n)
  local numbers = {}
  for i = 1, n do numbers[#numbers + 1] = i end
  local total = 0
  for round = 1, 10 do
    local moved = mapped(function(x) return x * 2 + round end, numbers)
    local thirds = kept(function(x) return x % 3 == 0 end, moved)
    total = total + folded(function(sum, x) return (sum + x) % 1000003 end, thirds, 0)
  end
  return total
end
