/** The survey's page outside a course: the same questionnaire, at an address of the respondent's own. */

const data = JSON.parse(document.getElementById("ns-data").textContent);
const root = document.querySelector("[data-role=ns]");
const role = (name) => root.querySelector(`[data-role="${name}"]`);
const own = new URL(data.act, location.origin).href;

/** As soon as something is kept, the page stands at the address that brings it back. */
function kept() {
  if (location.href.split("?")[0] !== own) history.replaceState(null, "", `${own}${location.search}`);
  role("own-address").textContent = own;
  role("keep").hidden = false;
  role("copy-own").hidden = !navigator.clipboard;
}

role("copy-own").addEventListener("click", async () => {
  await navigator.clipboard.writeText(own);
  role("say").textContent = data.t.copied;
});
if (data.kept.version) kept();

const { default: start } = await import(new URL(data.modules.survey, document.baseURI).href);
await start({
  element: root,
  call: (action, body, signal) => globalThis.DigigovRequest.post(`${data.act}${action}${location.search}`, body, signal),
  t: data.t,
  data: { ...data, saved: kept },
});
