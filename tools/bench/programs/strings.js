// Strings appended to, formatted, joined and split.
var bench = (n) => {
  let total = 0,
    line = '';
  for (let i = 1; i <= n; i++) {
    line += 'x';
    if (i % 100 === 0) {
      total += line.length;
      line = '';
    }
  }
  const parts = [];
  for (let i = 1; i <= n; i++) parts.push(`k${i}`);
  const joined = parts.join(',');
  const pieces = joined.split(',');
  for (let i = 0; i < pieces.length; i++) total += pieces[i].length;
  return total + joined.length + pieces.length;
};
