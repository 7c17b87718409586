-- Errors thrown through some frames and caught; one call in seven fails.
local Refused = {}
Refused.__index = Refused

local function check(i)
  if i % 7 == 0 then error(setmetatable({ value = i % 5 }, Refused)) end
  return i % 3
end

local function descend(depth, i)
  if depth == 0 then return check(i) end
  return descend(depth - 1, i) + 1
end

function bench(n)
  local total = 0
  for i = 0, n - 1 do
    local ok, result = pcall(descend, 3, i)
    if ok then
      total = total + result
    else
      if getmetatable(result) ~= Refused then error(result, 0) end
      total = total + result.value
    end
  end
  return total
end
