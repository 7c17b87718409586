-- Strings escaped character by character: iteration, comparison, joining.
local sub, concat = string.sub, table.concat
local LINE = 'He said: "a < b", then\twent\nback to C:\\temp and wrote & read <i>notes</i> '

local function escaped(text)
  local out = { '"' }
  for i = 1, #text do
    local c = sub(text, i, i)
    if c == '"' then out[#out + 1] = '\\"'
    elseif c == "\\" then out[#out + 1] = "\\\\"
    elseif c == "\n" then out[#out + 1] = "\\n"
    elseif c == "\t" then out[#out + 1] = "\\t"
    elseif c == "<" then out[#out + 1] = "\\u003c"
    else out[#out + 1] = c end
  end
  out[#out + 1] = '"'
  return concat(out)
end

function bench(n)
  local total = 0
  for i = 0, n - 1 do total = total + #escaped(LINE .. i) end
  return total
end
