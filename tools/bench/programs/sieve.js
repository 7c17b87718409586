// Primes up to n: a long list of booleans.
var bench = (n) => {
  const prime = [];
  for (let i = 0; i <= n; i++) prime.push(true);
  let count = 0;
  for (let i = 2; i <= n; i++) {
    if (!prime[i]) continue;
    count++;
    for (let k = i + i; k <= n; k += i) prime[k] = false;
  }
  return count;
};
