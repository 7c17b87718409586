// Spectral norm of an infinite matrix: float arithmetic, lists and small calls.
var bench = (() => {
  function entry(i, j) {
    const k = i + j;
    return 1 / (k * (k + 1) * 0.5 + i + 1);
  }

  function times(n, from, to) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += from[j] * entry(i, j);
      to[i] = sum;
    }
  }

  function transposed(n, from, to) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += from[j] * entry(j, i);
      to[i] = sum;
    }
  }

  function both(n, from, to, between) {
    times(n, from, between);
    transposed(n, between, to);
  }

  return (n) => {
    const u = [],
      v = [],
      w = [];
    for (let i = 0; i < n; i++) {
      u.push(1);
      v.push(0);
      w.push(0);
    }
    for (let i = 0; i < 10; i++) {
      both(n, u, v, w);
      both(n, v, u, w);
    }
    let uv = 0,
      vv = 0;
    for (let i = 0; i < n; i++) {
      uv += u[i] * v[i];
      vv += v[i] * v[i];
    }
    return Math.sqrt(uv / vv);
  };
})();
