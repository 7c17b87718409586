-- Binary trees built and counted: allocation and recursion.
local function grow(depth)
  if depth == 0 then return { left = nil, right = nil } end
  return { left = grow(depth - 1), right = grow(depth - 1) }
end

local function size(node)
  if node.left == nil then return 1 end
  return 1 + size(node.left) + size(node.right)
end

function bench(n)
  local total = size(grow(n + 1))
  local keeper = grow(n)
  for depth = 4, n, 2 do
    local times = 1
    for _ = 1, n - depth + 4 do times = times * 2 end
    local nodes = 0
    for _ = 1, times do nodes = nodes + size(grow(depth)) end
    total = total + nodes
  end
  return total + size(keeper)
end
