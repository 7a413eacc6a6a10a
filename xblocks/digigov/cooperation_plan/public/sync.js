/** All sections between this page and the server: one state for the bar, sending again, and what others did. */

const POLL = 8_000; // ms while the page is seen
const FIRST_RETRY = 3_000;
const LONGEST_RETRY = 60_000;
// The state of the whole is the first of these that a section is in.
const ORDER = ["conflict", "failed", "offline", "saving", "writing", "refused", "saved"];

/**
 * `make(name, hooks)` makes a section's sync. `hear` has functions for what arrives: state(sync), judged, here, comments,
 * submission. `where()` is the path at which the person writes, `token()` of the comments that are shown.
 */
export function sync({ names, make, model, call, hear, where, token, seen }) {
  const self = { state: "saved", parts: {} };
  let retry = FIRST_RETRY;
  let retrying = 0;
  let polling = 0;

  function changed() {
    const states = Object.values(self.parts).map((part) => part.state);
    self.state = ORDER.find((state) => states.includes(state)) ?? "saved";
    if (states.includes("offline") || states.includes("failed")) retryLater();
    else retry = FIRST_RETRY;
    hear.state(self);
  }

  function retryLater() {
    if (retrying) return;
    retrying = setTimeout(again, retry);
    retry = Math.min(2 * retry, LONGEST_RETRY);
  }

  function again() {
    clearTimeout(retrying);
    retrying = 0;
    return flush();
  }

  /** Send everything that is not saved, one section after the other. */
  async function flush() {
    for (const part of Object.values(self.parts)) if (part.unsent()) await part.send();
  }

  async function poll() {
    clearTimeout(polling);
    const versions = Object.fromEntries(names.map((name) => [name, self.parts[name].version()]));
    const answer = await call("poll", { versions, path: where(), comments: token() });
    if (answer.ok) told(answer.data);
    else if (answer.status === 0) hear.here([]);
    polling = setTimeout(poll, seen() ? POLL : 4 * POLL);
  }

  function told(data) {
    for (const [name, content] of Object.entries(data.sections)) self.parts[name]?.receive(data.versions[name], content);
    if (data.judged) hear.judged(data.judged);
    if (data.comments) hear.comments(data.comments);
    hear.here(data.here);
    hear.submission(data.submission);
    if (["offline", "failed"].includes(self.state)) again(); // the line is there
  }

  for (const name of names) self.parts[name] = make(name, { changed, judged: hear.judged });
  model.on((event) => event.by === "me" && self.parts[event.section]?.edited());
  polling = setTimeout(poll, 1000);
  return Object.assign(self, { flush, again, poll, stop: () => [polling, retrying].forEach(clearTimeout) });
}
