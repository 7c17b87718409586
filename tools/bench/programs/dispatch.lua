-- An expression tree evaluated through overridden, inherited and super methods.
local function class(parent)
  local members = setmetatable({}, { __index = parent })
  members.__index = members
  return members
end

local Expr = class(nil)
function Expr:note() self.visits = self.visits + 1 end
function Expr:value(x) return x end

local Constant = class(Expr)
function Constant.new(number) return setmetatable({ visits = 0, number = number }, Constant) end
function Constant:value(_)
  self:note()
  return self.number
end

local Variable = class(Expr)
function Variable.new() return setmetatable({ visits = 0 }, Variable) end
function Variable:value(x)
  self:note()
  return x
end

local Sum = class(Expr)
function Sum.new(left, right) return setmetatable({ visits = 0, left = left, right = right }, Sum) end
function Sum:value(x)
  self:note()
  return (self.left:value(x) + self.right:value(x)) % 1009
end

local Product = class(Expr)
function Product.new(left, right) return setmetatable({ visits = 0, left = left, right = right }, Product) end
function Product:value(x)
  self:note()
  return (self.left:value(x) * self.right:value(x)) % 1009
end

local Shifted = class(Sum)
function Shifted.new(left, right, offset)
  return setmetatable({ visits = 0, left = left, right = right, offset = offset }, Shifted)
end
function Shifted:value(x) return Sum.value(self, x) + self.offset end

local function build(depth, seed)
  if depth == 0 then
    if seed % 2 == 0 then return Variable.new() end
    return Constant.new(seed % 10)
  end
  local left, right = build(depth - 1, seed * 2), build(depth - 1, seed * 2 + 1)
  if seed % 3 == 0 then return Sum.new(left, right) end
  if seed % 3 == 1 then return Product.new(left, right) end
  return Shifted.new(left, right, seed % 5)
end

function bench(n)
  local tree, total = build(6, 1), 0
  for i = 0, n - 1 do total = (total + tree:value(i % 1000)) % 1000003 end
  return total + tree.visits
end
