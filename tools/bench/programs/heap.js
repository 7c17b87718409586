// A priority queue filled and emptied: a class around a list.
var bench = (() => {
  class Heap {
    constructor() {
      this.items = [];
    }
    push(x) {
      const items = this.items;
      let i = items.length;
      items.push(x);
      while (i > 0) {
        const parent = (i - 1) >> 1;
        if (items[parent] <= x) break;
        items[i] = items[parent];
        i = parent;
      }
      items[i] = x;
    }
    pop() {
      const items = this.items,
        top = items[0],
        x = items.pop(),
        size = items.length;
      if (size === 0) return top;
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= size) break;
        if (child + 1 < size && items[child + 1] < items[child]) child++;
        if (items[child] >= x) break;
        items[i] = items[child];
        i = child;
      }
      items[i] = x;
      return top;
    }
  }

  return (n) => {
    const heap = new Heap();
    let x = 5;
    for (let i = 0; i < n; i++) {
      x = (x * 7141 + 54773) % 259200;
      heap.push(x);
    }
    let sum = 0;
    for (let i = 0; i < n; i++) sum = (sum * 31 + heap.pop()) % 1000003;
    return sum;
  };
})();
