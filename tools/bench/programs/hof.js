// Lists mapped, filtered and folded by functions given as arguments.
var bench = (() => {
  function mapped(f, xs) {
    const out = [];
    for (let i = 0; i < xs.length; i++) out.push(f(xs[i]));
    return out;
  }

  function kept(f, xs) {
    const out = [];
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i];
      if (f(x)) out.push(x);
    }
    return out;
  }

  function folded(f, xs, start) {
    let result = start;
    for (let i = 0; i < xs.length; i++) result = f(result, xs[i]);
    return result;
  }

  return (n) => {
    const numbers = [];
    for (let i = 1; i <= n; i++) numbers.push(i);
    let total = 0;
    for (let round = 1; round <= 10; round++) {
      const moved = mapped((x) => x * 2 + round, numbers);
      const thirds = kept((x) => x % 3 === 0, moved);
      total += folded((sum, x) => (sum + x) % 1000003, thirds, 0);
    }
    return total;
  };
})();
