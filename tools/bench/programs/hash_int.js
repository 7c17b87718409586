// A table with scattered integer keys, filled and read back.
var bench = (n) => {
  const table = new Map();
  for (let i = 1; i <= n; i++) table.set(((i * 7919) % 1000003) * 61, i);
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += table.get(((i * 7919) % 1000003) * 61);
  return sum;
};
