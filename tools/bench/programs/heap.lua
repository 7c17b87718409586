-- A priority queue filled and emptied: a class around a list.
local Heap = {}
Heap.__index = Heap

function Heap.new() return setmetatable({ items = {} }, Heap) end

function Heap:push(x)
  local items = self.items
  local i = #items + 1
  items[i] = x
  while i > 1 do
    local parent = i >> 1
    if items[parent] <= x then break end
    items[i] = items[parent]
    i = parent
  end
  items[i] = x
end

function Heap:pop()
  local items = self.items
  local top, x, size = items[1], items[#items], #items - 1
  items[size + 1] = nil
  if size == 0 then return top end
  local i = 1
  while true do
    local child = 2 * i
    if child > size then break end
    if child < size and items[child + 1] < items[child] then child = child + 1 end
    if items[child] >= x then break end
    items[i] = items[child]
    i = child
  end
  items[i] = x
  return top
end

function bench(n)
  local heap, x = Heap.new(), 5
  for _ = 1, n do
    x = (x * 7141 + 54773) % 259200
    heap:push(x)
  end
  local sum = 0
  for _ = 1, n do sum = (sum * 31 + heap:pop()) % 1000003 end
  return sum
end
