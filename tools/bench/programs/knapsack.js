// The 0/1 knapsack by dynamic programming: row after row of a table.
var bench = (n) => {
  const capacity = n * 20;
  let before = [];
  for (let room = 0; room <= capacity; room++) before.push(0);
  let x = 11;
  for (let item = 0; item < n; item++) {
    x = (x * 7141 + 54773) % 259200;
    const weight = (x % 97) + 5,
      worth = (x % 1013) + 1,
      row = [];
    for (let room = 0; room <= capacity; room++) {
      let best = before[room];
      if (room >= weight) {
        const taken = before[room - weight] + worth;
        if (taken > best) best = taken;
      }
      row.push(best);
    }
    before = row;
  }
  return before[capacity];
};
