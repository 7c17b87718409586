/** Freezes plain data all the way down, except byte arrays, which cannot be frozen and are handed out as copies. */

/** Freezes arrays and plain objects; the data has no cycles and is nested little. */
export const freezeData = <T>(data: T): T => {
  if (isOpen(data)) freezeObject(data);
  return data;
};

const isOpen = (data: unknown): data is object =>
  typeof data === 'object' && data !== null && !ArrayBuffer.isView(data) && !Object.isFrozen(data);

const freezeObject = (data: object): void => {
  if (Array.isArray(data)) {
    // Tables hold values of one kind, so the first element tells whether there is anything to freeze in them.
    if (typeof data[0] === 'object') for (const item of data) if (isOpen(item)) freezeObject(item);
  } else {
    for (const key in data) {
      const value = (data as Record<string, unknown>)[key];
      if (typeof value === 'object' && isOpen(value)) freezeObject(value);
    }
  }
  Object.freeze(data);
};
