// An expression tree evaluated through overridden, inherited and super methods.
var bench = (() => {
  class Expr {
    constructor() {
      this.visits = 0;
    }
    note() {
      this.visits += 1;
    }
    value(x) {
      return x;
    }
  }

  class Constant extends Expr {
    constructor(number) {
      super();
      this.number = number;
    }
    value(x) {
      this.note();
      return this.number;
    }
  }

  class Variable extends Expr {
    value(x) {
      this.note();
      return x;
    }
  }

  class Sum extends Expr {
    constructor(left, right) {
      super();
      this.left = left;
      this.right = right;
    }
    value(x) {
      this.note();
      return (this.left.value(x) + this.right.value(x)) % 1009;
    }
  }

  class Product extends Expr {
    constructor(left, right) {
      super();
      this.left = left;
      this.right = right;
    }
    value(x) {
      this.note();
      return (this.left.value(x) * this.right.value(x)) % 1009;
    }
  }

  class Shifted extends Sum {
    constructor(left, right, offset) {
      super(left, right);
      this.offset = offset;
    }
    value(x) {
      return super.value(x) + this.offset;
    }
  }

  function build(depth, seed) {
    if (depth === 0) return seed % 2 === 0 ? new Variable() : new Constant(seed % 10);
    const left = build(depth - 1, seed * 2),
      right = build(depth - 1, seed * 2 + 1);
    if (seed % 3 === 0) return new Sum(left, right);
    if (seed % 3 === 1) return new Product(left, right);
    return new Shifted(left, right, seed % 5);
  }

  return (n) => {
    const tree = build(6, 1);
    let total = 0;
    for (let i = 0; i < n; i++) total = (total + tree.value(i % 1000)) % 1000003;
    return total + tree.visits;
  };
})();
