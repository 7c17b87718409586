// n! in base 10000, digit by digit: carries through a growing list of integers.
var bench = (n) => {
  const limbs = [1];
  for (let k = 2; k <= n; k++) {
    let carry = 0;
    for (let i = 0; i < limbs.length; i++) {
      const product = limbs[i] * k + carry;
      limbs[i] = product % 10000;
      carry = Math.floor(product / 10000);
    }
    while (carry > 0) {
      limbs.push(carry % 10000);
      carry = Math.floor(carry / 10000);
    }
  }
  let sum = 0;
  for (let i = 0; i < limbs.length; i++) sum = (sum * 31 + limbs[i]) % 1000003;
  return sum + limbs.length;
};
