// Strings escaped character by character: iteration, comparison, joining.
var bench = (() => {
  const LINE = 'He said: "a < b", then\twent\nback to C:\\temp and wrote & read <i>notes</i> ';

  function escaped(text) {
    const out = ['"'];
    for (const c of text) {
      if (c === '"') out.push('\\"');
      else if (c === '\\') out.push('\\\\');
      else if (c === '\n') out.push('\\n');
      else if (c === '\t') out.push('\\t');
      else if (c === '<') out.push('\\u003c');
      else out.push(c);
    }
    out.push('"');
    return out.join('');
  }

  return (n) => {
    let total = 0;
    for (let i = 0; i < n; i++) total += escaped(`${LINE}${i}`).length;
    return total;
  };
})();
