/** Replaces a marked part of a document that is otherwise written by hand. */

const begin = (name: string): string => `<!-- begin ${name}: written by npm run gen -->`;
const end = (name: string): string => `<!-- end ${name} -->`;

/** Gives the document with the part called `name` replaced; a document without the markers is an error. */
export const betweenMarkers = (document: string, name: string, body: string): string => {
  const from = document.indexOf(begin(name));
  const to = document.indexOf(end(name));
  if (from < 0 || to < from) throw new Error(`the markers of "${name}" are missing or out of order`);
  return `${document.slice(0, from)}${begin(name)}\n\n${body.trim()}\n\n${document.slice(to)}`;
};
