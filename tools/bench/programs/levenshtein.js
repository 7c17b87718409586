// Edit distance of two strings: indexing into strings, two rows of a table.
var bench = (() => {
  function letters(n, seed, shift) {
    const out = [];
    let x = seed;
    for (let i = 0; i < n; i++) {
      x = (x * 7141 + 54773) % 259200;
      out.push('acgt'[(x >> shift) & 3]);
    }
    return out.join('');
  }

  function distance(a, b) {
    let before = [];
    for (let j = 0; j <= b.length; j++) before.push(j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i],
        c = a[i - 1];
      for (let j = 1; j <= b.length; j++) {
        let best = before[j - 1];
        if (c !== b[j - 1]) best++;
        if (before[j] + 1 < best) best = before[j] + 1;
        if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
        row.push(best);
      }
      before = row;
    }
    return before[b.length];
  }

  return (n) => distance(letters(n, 1, 4), letters(n, 2, 9));
})();
