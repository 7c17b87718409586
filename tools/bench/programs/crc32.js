// A checksum by table: shifts, masks and exclusive or on 32-bit integers.
var bench = (() => {
  function table() {
    const entries = [];
    for (let i = 0; i < 256; i++) {
      let c = i;
      for (let k = 0; k < 8; k++) c = (c & 1) === 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
      entries.push(c >>> 0);
    }
    return entries;
  }

  return (n) => {
    const entries = table();
    let crc = 0xffffffff;
    for (let i = 0; i < n; i++) {
      const byte = (i * 7 + (i >> 8)) & 255;
      crc = (crc >>> 8) ^ entries[(crc ^ byte) & 255];
    }
    return (crc ^ 0xffffffff) & 0xffffff;
  };
})();
