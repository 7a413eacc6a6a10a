/** Building elements, and words with values in them. */

const SVG = "http://www.w3.org/2000/svg";

function filled(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listen] of Object.entries(value)) node.addEventListener(event, listen);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** An HTML element: `h("p", {class: "a", on: {click}, data: {path}}, "text", otherElement)`. */
export const h = (tag, props, ...children) => filled(document.createElement(tag), props, children);

/** An SVG element. */
export const svg = (tag, props, ...children) => filled(document.createElementNS(SVG, tag), props, children);

/** A message with its {values} put in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

/** A button of the plan's quiet kind, or with `kind` "main" or "plain". */
export const button = (text, press, props = {}) =>
  h(
    "button",
    { type: "button", class: `cp-button ${props.kind ? `cp-button--${props.kind}` : ""}`, ...props, kind: undefined, on: { click: press } },
    text,
  );

/** Sixteen signs that no other row has. */
export const fresh = () =>
  `n${Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) => byte.toString(36).padStart(2, "0"))
    .join("")
    .slice(0, 15)}`;

/** Hours and minutes where the reader is; with the day when it is another. */
export function clock(iso) {
  const when = new Date(iso);
  const today = when.toDateString() === new Date().toDateString();
  const style = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, style).format(when);
}

/** `work` at most once a frame, however often it is asked for. */
export function soon(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}
