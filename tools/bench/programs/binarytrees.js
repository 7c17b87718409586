// Binary trees built and counted: allocation and recursion.
var bench = (() => {
  class Node {
    constructor(left, right) {
      this.left = left;
      this.right = right;
    }
  }

  function grow(depth) {
    if (depth === 0) return new Node(null, null);
    return new Node(grow(depth - 1), grow(depth - 1));
  }

  function size(node) {
    if (node.left === null) return 1;
    return 1 + size(node.left) + size(node.right);
  }

  return (n) => {
    let total = size(grow(n + 1));
    const keeper = grow(n);
    for (let depth = 4; depth <= n; depth += 2) {
      let times = 1;
      for (let k = 0; k < n - depth + 4; k++) times *= 2;
      let nodes = 0;
      for (let i = 0; i < times; i++) nodes += size(grow(depth));
      total += nodes;
    }
    return total + size(keeper);
  };
})();
