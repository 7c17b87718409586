// Closures made, composed and called; two of them share state over all rounds.
var bench = (() => {
  function counter(step) {
    let total = 0;
    return (k) => {
      total = (total + k * step) % 1000003;
      return total;
    };
  }
  const adder = (k) => (x) => x + k;
  const compose = (f, g) => (x) => f(g(x));

  return (n) => {
    const odd = counter(3),
      even = counter(5);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const step = compose(i % 2 === 0 ? even : odd, adder(i % 13));
      sum = (sum + step(i)) % 1000003;
    }
    return sum;
  };
})();
