-- Words of a text counted: splitting, and a table with string keys.
local SYLLABLES = { "ka", "to", "mi", "ren", "sol", "du", "ve", "lan" }

local function compose(n)
  local words, x = {}, 7
  for i = 1, n do
    x = (x * 7141 + 54773) % 259200
    words[i] = SYLLABLES[(x & 7) + 1] .. SYLLABLES[(x >> 3 & 7) + 1] .. SYLLABLES[(x >> 6 & 7) + 1]
  end
  return table.concat(words, " ")
end

function bench(n)
  local counts, distinct = {}, 0
  for word in string.gmatch(compose(n), "[^ ]+") do counts[word] = (counts[word] or 0) + 1 end
  local total, most = 0, 0
  for word, count in pairs(counts) do
    distinct = distinct + 1
    total = total + count * #word
    if count > most then most = count end
  end
  return total + most + distinct
end
