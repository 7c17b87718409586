-- n! in base 10000, digit by digit: carries through a growing list of integers.
function bench(n)
  local limbs = { 1 }
  for k = 2, n do
    local carry = 0
    for i = 1, #limbs do
      local product = limbs[i] * k + carry
      limbs[i] = product % 10000
      carry = product // 10000
    end
    while carry > 0 do
      limbs[#limbs + 1] = carry % 10000
      carry = carry // 10000
    end
  end
  local sum = 0
  for i = 1, #limbs do sum = (sum * 31 + limbs[i]) % 1000003 end
  return sum + #limbs
end
