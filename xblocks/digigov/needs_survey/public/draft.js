/** Answers that the server does not have yet, kept on this device until it has them. */

const NAME = "digigov-survey:";

export function draft(owner) {
  const key = NAME + owner;

  function read() {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "{}");
    } catch {
      return {};
    }
  }

  function write(cells) {
    try {
      if (Object.keys(cells).length) localStorage.setItem(key, JSON.stringify(cells));
      else localStorage.removeItem(key);
    } catch {
      // a browser that keeps nothing: the page still does, and warns before it closes
    }
  }

  return { read, write };
}
