-- All permutations of n numbers in place: recursion and swaps in one short list.
local function permute(xs, k)
  if k == 1 then return xs[1] * xs[#xs] + xs[2] end
  local total = permute(xs, k - 1)
  for i = 1, k - 1 do
    local from = k % 2 == 0 and i or 1
    xs[from], xs[k] = xs[k], xs[from]
    total = total + permute(xs, k - 1)
  end
  return total
end

function bench(n)
  local xs = {}
  for i = 1, n do xs[i] = i end
  return permute(xs, n)
end
