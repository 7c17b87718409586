-- Strings appended to, formatted, joined and split (by a plain search: Lua has no split).
local find, sub, concat = string.find, string.sub, table.concat

function bench(n)
  local total, line = 0, ""
  for i = 1, n do
    line = line .. "x"
    if i % 100 == 0 then
      total = total + #line
      line = ""
    end
  end
  local parts = {}
  for i = 1, n do parts[i] = "k" .. i end
  local joined = concat(parts, ",")
  local pieces, from = {}, 1
  while true do
    local comma = find(joined, ",", from, true)
    if not comma then break end
    pieces[#pieces + 1] = sub(joined, from, comma - 1)
    from = comma + 1
  end
  pieces[#pieces + 1] = sub(joined, from)
  for i = 1, #pieces do total = total + #pieces[i] end
  return total + #joined + #pieces
end
