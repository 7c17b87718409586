// Words of a text counted: splitting, and a table with string keys.
var bench = (() => {
  const SYLLABLES = ['ka', 'to', 'mi', 'ren', 'sol', 'du', 've', 'lan'];

  function compose(n) {
    const words = [];
    let x = 7;
    for (let i = 0; i < n; i++) {
      x = (x * 7141 + 54773) % 259200;
      words.push(SYLLABLES[x & 7] + SYLLABLES[(x >> 3) & 7] + SYLLABLES[(x >> 6) & 7]);
    }
    return words.join(' ');
  }

  return (n) => {
    const counts = new Map();
    for (const word of compose(n).split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
    let total = 0,
      most = 0;
    for (const [word, count] of counts) {
      total += count * word.length;
      if (count > most) most = count;
    }
    return total + most + counts.size;
  };
})();
