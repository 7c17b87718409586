// A JSON text written and parsed by hand: string indexing, slices, nested containers.
var bench = (() => {
  function write(n) {
    const out = [];
    for (let i = 0; i < n; i++) {
      out.push(
        `{"id": ${i}, "name": "item ${i % 100}", "price": ${i % 50}.25, "tags": ["a", "bc", null, true]}`,
      );
    }
    return `[${out.join(', ')}]`;
  }

  class Parser {
    constructor(text) {
      this.text = text;
      this.pos = 0;
    }
    skip() {
      while (this.text[this.pos] === ' ') this.pos++;
    }
    value() {
      this.skip();
      const c = this.text[this.pos];
      if (c === '{') return this.object();
      if (c === '[') return this.array();
      if (c === '"') return this.string();
      if (c === 't') return this.word(4, true);
      if (c === 'f') return this.word(5, false);
      if (c === 'n') return this.word(4, null);
      return this.number();
    }
    word(length, value) {
      this.pos += length;
      return value;
    }
    number() {
      const start = this.pos;
      let isFloat = false;
      for (;;) {
        const c = this.text[this.pos];
        if (c === '.') isFloat = true;
        else if (c < '0' || c > '9') break;
        this.pos++;
      }
      const digits = this.text.slice(start, this.pos);
      return isFloat ? parseFloat(digits) : parseInt(digits, 10);
    }
    string() {
      const start = this.pos + 1;
      this.pos = start;
      while (this.text[this.pos] !== '"') this.pos++;
      this.pos++;
      return this.text.slice(start, this.pos - 1);
    }
    array() {
      const items = [];
      this.pos++;
      for (;;) {
        items.push(this.value());
        this.skip();
        this.pos++;
        if (this.text[this.pos - 1] === ']') return items;
      }
    }
    object() {
      const fields = {};
      this.pos++;
      for (;;) {
        this.skip();
        const key = this.string();
        this.skip();
        this.pos++;
        fields[key] = this.value();
        this.skip();
        this.pos++;
        if (this.text[this.pos - 1] === '}') return fields;
      }
    }
  }

  return (n) => {
    const records = new Parser(write(n)).value();
    let total = 0.0;
    for (let i = 0; i < records.length; i++) {
      const record = records[i];
      total += record.id + record.price * 4 + record.name.length + record.tags.length;
    }
    return total;
  };
})();
