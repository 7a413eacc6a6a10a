/** Sources as lines of text: key | title | publisher | year | address. */

const PARTS = ["key", "title", "publisher", "year", "url"];

/** `sources` as lines; what is empty at the end is left out. */
export const lines = (sources) =>
  sources.map((source) => PARTS.map((part) => source[part] || "").join(" | ").replace(/( \| *)+$/, "")).join("\n");

/** The lines as sources; parts left empty are left out, and so are empty lines. */
export const sources = (text) =>
  text.split("\n").filter((line) => line.trim()).map((line) => {
    const parts = line.split("|").map((part) => part.trim());
    const [key, title, publisher, year, ...url] = parts;
    const all = { key, title, publisher, year, url: url.join("|") };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
  });
