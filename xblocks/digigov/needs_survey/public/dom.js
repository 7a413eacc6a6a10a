/** Building elements, words with values in them, and times where the reader is. */

/** An HTML element: `h("p", {class: "a", on: {click}}, "text", otherElement)`. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listen] of Object.entries(value)) node.addEventListener(event, listen);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** A message with its {values} put in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

const language = () => document.documentElement.lang || undefined;

/** Hours and minutes where the reader is. */
export const clock = (iso) => new Intl.DateTimeFormat(language(), { timeStyle: "short" }).format(new Date(iso));

/** A date and time where the reader is, with the zone. */
export const moment = (iso) => new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "long" }).format(new Date(iso));

/** Put a text on the clipboard, or select it where a page may not. */
export async function copy(input) {
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
