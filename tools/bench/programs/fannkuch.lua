-- Pancake flipping over all permutations: element swaps in short lists of integers.
function bench(n)
  local perm, work, count = {}, {}, {}
  for i = 1, n do
    perm[i] = i
    work[i] = i
    count[i] = i
  end
  local sign, most, sum = 1, 0, 0
  while true do
    local first = perm[1]
    if first ~= 1 then
      for i = 2, n do work[i] = perm[i] end
      local flips = 1
      while true do
        local next = work[first]
        if next == 1 then break end
        work[first] = first
        local low, high = 2, first - 1
        while low < high do
          work[low], work[high] = work[high], work[low]
          low = low + 1
          high = high - 1
        end
        first = next
        flips = flips + 1
      end
      sum = sum + sign * flips
      if flips > most then most = flips end
    end
    if sign == 1 then
      perm[1], perm[2] = perm[2], perm[1]
      sign = -1
    else
      perm[2], perm[3] = perm[3], perm[2]
      sign = 1
      local i = 3
      while count[i] == 1 do
        if i == n then return sum * 100 + most end
        count[i] = i
        local front = perm[1]
        for j = 1, i do perm[j] = perm[j + 1] end
        perm[i + 1] = front
        i = i + 1
      end
      count[i] = count[i] - 1
    end
  end
end
