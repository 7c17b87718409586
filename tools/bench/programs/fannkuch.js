// Pancake flipping over all permutations: element swaps in short lists of integers.
var bench = (n) => {
  const perm = [0],
    work = [0],
    count = [0];
  for (let i = 1; i <= n; i++) {
    perm.push(i);
    work.push(i);
    count.push(i);
  }
  let sign = 1,
    most = 0,
    sum = 0;
  for (;;) {
    let first = perm[1];
    if (first !== 1) {
      for (let i = 2; i <= n; i++) work[i] = perm[i];
      let flips = 1;
      for (;;) {
        const next = work[first];
        if (next === 1) break;
        work[first] = first;
        let low = 2,
          high = first - 1;
        while (low < high) {
          const held = work[low];
          work[low] = work[high];
          work[high] = held;
          low++;
          high--;
        }
        first = next;
        flips++;
      }
      sum += sign * flips;
      if (flips > most) most = flips;
    }
    if (sign === 1) {
      const held = perm[1];
      perm[1] = perm[2];
      perm[2] = held;
      sign = -1;
      continue;
    }
    const held = perm[2];
    perm[2] = perm[3];
    perm[3] = held;
    sign = 1;
    let i = 3;
    while (count[i] === 1) {
      if (i === n) return sum * 100 + most;
      count[i] = i;
      const front = perm[1];
      for (let j = 1; j <= i; j++) perm[j] = perm[j + 1];
      perm[i + 1] = front;
      i++;
    }
    count[i]--;
  }
};
