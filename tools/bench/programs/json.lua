-- A JSON text written and parsed by hand: string indexing, slices, nested containers.
local sub, concat = string.sub, table.concat
local NULL = {}

local function write(n)
  local out = {}
  for i = 0, n - 1 do
    out[i + 1] = '{"id": ' .. i .. ', "name": "item ' .. i % 100 .. '", "price": ' .. i % 50
      .. '.25, "tags": ["a", "bc", null, true]}'
  end
  return "[" .. concat(out, ", ") .. "]"
end

local Parser = {}
Parser.__index = Parser

function Parser:skip()
  while sub(self.text, self.pos, self.pos) == " " do self.pos = self.pos + 1 end
end

function Parser:value()
  self:skip()
  local c = sub(self.text, self.pos, self.pos)
  if c == "{" then return self:object() end
  if c == "[" then return self:array() end
  if c == '"' then return self:string() end
  if c == "t" then return self:word(4, true) end
  if c == "f" then return self:word(5, false) end
  if c == "n" then return self:word(4, NULL) end
  return self:number()
end

function Parser:word(length, value)
  self.pos = self.pos + length
  return value
end

function Parser:number()
  local start = self.pos
  while true do
    local c = sub(self.text, self.pos, self.pos)
    if c ~= "." and (c < "0" or c > "9") then break end
    self.pos = self.pos + 1
  end
  return tonumber(sub(self.text, start, self.pos - 1))
end

function Parser:string()
  local start = self.pos + 1
  self.pos = start
  while sub(self.text, self.pos, self.pos) ~= '"' do self.pos = self.pos + 1 end
  self.pos = self.pos + 1
  return sub(self.text, start, self.pos - 2)
end

function Parser:array()
  local items = {}
  self.pos = self.pos + 1
  while true do
    items[#items + 1] = self:value()
    self:skip()
    self.pos = self.pos + 1
    if sub(self.text, self.pos - 1, self.pos - 1) == "]" then return items end
  end
end

function Parser:object()
  local fields = {}
  self.pos = self.pos + 1
  while true do
    self:skip()
    local key = self:string()
    self:skip()
    self.pos = self.pos + 1
    fields[key] = self:value()
    self:skip()
    self.pos = self.pos + 1
    if sub(self.text, self.pos - 1, self.pos - 1) == "}" then return fields end
  end
end

function bench(n)
  local records = setmetatable({ text = write(n), pos = 1 }, Parser):value()
  local total = 0.0
  for i = 1, #records do
    local record = records[i]
    total = total + (record.id + record.price * 4 + #record.name + #record.tags)
  end
  return total
end
