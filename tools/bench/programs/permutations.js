// All permutations of n numbers in place: recursion and swaps in one short list.
var bench = (() => {
  function permute(xs, k) {
    if (k === 1) return xs[0] * xs[xs.length - 1] + xs[1];
    let total = permute(xs, k - 1);
    for (let i = 0; i < k - 1; i++) {
      const from = k % 2 === 0 ? i : 0;
      const held = xs[from];
      xs[from] = xs[k - 1];
      xs[k - 1] = held;
      total += permute(xs, k - 1);
    }
    return total;
  }

  return (n) => {
    const xs = [];
    for (let i = 1; i <= n; i++) xs.push(i);
    return permute(xs, n);
  };
})();
