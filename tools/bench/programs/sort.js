// Pseudo-random integers sorted with a comparison function.
var bench = (n) => {
  const xs = [];
  let x = 42;
  for (let i = 0; i < n; i++) {
    x = (x * 16807) % 2147483647;
    xs.push(x);
  }
  xs.sort((a, b) => a - b);
  let sum = 0;
  for (let i = 0; i < n; i += 1000) sum = (sum + xs[i]) % 1000003;
  return sum;
};
