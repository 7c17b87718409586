-- A checksum by table: shifts, masks and exclusive or on 32-bit integers.
local function table_of_remainders()
  local entries = {}
  for i = 0, 255 do
    local c = i
    for _ = 1, 8 do
      if c & 1 == 1 then c = (c >> 1) ~ 0xedb88320 else c = c >> 1 end
    end
    entries[i + 1] = c
  end
  return entries
end

function bench(n)
  local entries, crc = table_of_remainders(), 0xffffffff
  for i = 0, n - 1 do
    local byte = (i * 7 + (i >> 8)) & 255
    crc = (crc >> 8) ~ entries[((crc ~ byte) & 255) + 1]
  end
  return (crc ~ 0xffffffff) & 0xffffff
end
