// Errors thrown through some frames and caught; one call in seven fails.
var bench = (() => {
  class Refused extends Error {
    constructor(value) {
      super('refused');
      this.value = value;
    }
  }

  function check(i) {
    if (i % 7 === 0) throw new Refused(i % 5);
    return i % 3;
  }

  function descend(depth, i) {
    if (depth === 0) return check(i);
    return descend(depth - 1, i) + 1;
  }

  return (n) => {
    let total = 0;
    for (let i = 0; i < n; i++) {
      try {
        total += descend(3, i);
      } catch (e) {
        if (!(e instanceof Refused)) throw e;
        total += e.value;
      }
    }
    return total;
  };
})();
