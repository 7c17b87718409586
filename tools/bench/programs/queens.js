// Ways to place n queens: backtracking with flags in lists.
var bench = (() => {
  function place(row, n, column, up, down) {
    if (row === n) return 1;
    let ways = 0;
    for (let c = 0; c < n; c++) {
      if (column[c] && up[row + c] && down[row - c + n]) {
        column[c] = up[row + c] = down[row - c + n] = false;
        ways += place(row + 1, n, column, up, down);
        column[c] = up[row + c] = down[row - c + n] = true;
      }
    }
    return ways;
  }

  return (n) => {
    const column = [],
      up = [],
      down = [];
    for (let i = 0; i <= 2 * n; i++) {
      column.push(true);
      up.push(true);
      down.push(true);
    }
    return place(0, n, column, up, down);
  };
})();
