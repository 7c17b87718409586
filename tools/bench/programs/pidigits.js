// Digits of pi by a spigot: integers of thousands of bits.
var bench = (n) => {
  let q = 1n,
    r = 0n,
    t = 1n,
    k = 1n,
    digit = 3n,
    odd = 3n;
  let sum = 0,
    found = 0;
  while (found < n) {
    if (4n * q + r - t < digit * t) {
      sum = (sum * 31 + Number(digit)) % 1000003;
      found++;
      const rest = 10n * (r - digit * t);
      digit = (10n * (3n * q + r)) / t - 10n * digit;
      q *= 10n;
      r = rest;
    } else {
      const rest = (2n * q + r) * odd;
      digit = (q * (7n * k + 2n) + r * odd) / (t * odd);
      q *= k;
      t *= odd;
      odd += 2n;
      k += 1n;
      r = rest;
    }
  }
  return sum;
};
