// Product of two square matrices: lists of lists of floats.
var bench = (() => {
  function fill(n, factor) {
    const rows = [],
      unit = (1 / n / n) * factor;
    for (let i = 0; i < n; i++) {
      const row = [];
      for (let j = 0; j < n; j++) row.push(unit * (i - j) * (i + j));
      rows.push(row);
    }
    return rows;
  }

  function product(a, b, n) {
    const rows = [];
    for (let i = 0; i < n; i++) {
      const from = a[i],
        row = [];
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += from[k] * b[k][j];
        row.push(sum);
      }
      rows.push(row);
    }
    return rows;
  }

  return (n) => {
    const middle = Math.floor(n / 2);
    return product(fill(n, 1), fill(n, 2), n)[middle][middle];
  };
})();
