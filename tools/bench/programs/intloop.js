// A running remainder: small integers only, in a counted loop.
var bench = (n) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (i % 7)) % 1000003;
  return sum;
};
