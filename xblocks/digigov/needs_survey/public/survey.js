/** The questionnaire on a page: answers are saved as one goes, and sent when they are whole. */

const PROBLEMS = ["clash", "failed", "offline"];

export default async function start({ element, call, t, data }) {
  const load = async (name) => import(new URL(data.modules[name], document.baseURI).href);
  const [dom, { fields }, { saver }, { draft }, { clashes }, { profile }] = await Promise.all(["dom", "fields", "saver", "draft", "clash", "profile"].map(load));
  const { h, fill, clock, moment } = dom;
  const root = element.matches("[data-role=ns]") ? element : element.querySelector("[data-role=ns]");
  const form = root.querySelector("[data-role=form]");
  const role = (name) => root.querySelector(`[data-role="${name}"]`);
  for (const time of root.querySelectorAll("[data-role=time]")) time.textContent = moment(time.dateTime);
  const own = role("console");
  if (own) (await load("console")).console(own, { call, t, dom });

  const cells = fields(form, { t, fill });
  const figures = profile(role("figures"), { h, t, figures: data.figures });
  const consent = role("consent");
  const agreed = () => (consent.checked ? data.consent : "");
  let announced = "";
  const keeper = saver({ call, read: cells.read, write: cells.write, agreed, drafts: draft(data.store), kept: data.kept, changed });
  const conflict = clashes(role("clashes"), { h, fill, t, fields: cells, choose: (...choice) => keeper.choose(...choice) });

  function words(state) {
    if (state.state === "saved") return state.sent ? t.sent : state.at ? fill(t.saved, { time: clock(state.at) }) : "";
    if (state.state === "failed") return fill(t.failed, { message: state.message });
    if (state.state === "clash") return t.clash;
    return t[state.state];
  }

  function changed(state) {
    const text = words(state);
    const status = role("status");
    for (const place of [status, role("strip")]) if (place.textContent !== text) place.textContent = text;
    root.dataset.state = state.state;
    if (state.state === "refused" || Object.keys(state.faults).length) cells.faults(state.faults);
    conflict(state.clashes);
    role("withdraw").hidden = state.version === 0 && !state.at;
    if (state.at) data.saved?.();
    const urgent = PROBLEMS.includes(state.state) || state.state === "consent" ? text : "";
    if (urgent !== announced) role("say").textContent = announced = urgent;
  }

  function edited(event) {
    if (event.target === consent) {
      if (consent.checked) cells.faults({});
      return keeper.edited();
    }
    cells.told();
    if (event.target.dataset.role === "country") figures(event.target.value);
    return keeper.edited();
  }

  async function finish() {
    cells.faults({});
    if (!agreed()) return stopped({ faults: { consent: t.consent } });
    if (!(await keeper.flush())) return stopped({ faults: keeper.faults, message: words(keeper) });
    const answer = await call("send_answers", {});
    if (!answer.ok) return stopped({ faults: answer.data.faults ?? {}, message: answer.data.message });
    Object.assign(keeper, { sent: true, at: answer.data.at, version: answer.data.version, state: "saved", faults: {} });
    changed(keeper);
    role("say").textContent = t.sent;
    if (role("own")) role("own").innerHTML = answer.data.own; // the server's own template
    return undefined;
  }

  function stopped({ faults, message }) {
    const first = cells.faults(faults);
    role("status").textContent = message || t.not_sent;
    role("say").textContent = `${message || t.not_sent} ${Object.values(faults).join(" ")}`;
    (first ?? role("send")).focus();
  }

  async function takeBack() {
    if (!globalThis.confirm(t.sure)) return;
    const answer = await call("withdraw_answers", {});
    if (!answer.ok) return void stopped({ faults: {}, message: answer.data.message });
    draft(data.store).write({});
    form.inert = true;
    role("status").textContent = role("say").textContent = t.withdrawn;
    if (role("own")) role("own").replaceChildren();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.value === "withdraw") takeBack();
    else if (event.submitter?.value === "save") keeper.flush().then((all) => all || stopped({ faults: agreed() ? keeper.faults : { consent: t.consent }, message: words(keeper) }));
    else finish();
  });
  globalThis.addEventListener("beforeunload", (event) => {
    if (element.isConnected && !form.inert && keeper.pending()) event.preventDefault();
  });
  if (role("strip")) new IntersectionObserver(([seen]) => (role("strip").hidden = seen.isIntersecting)).observe(role("status").parentElement);
  cells.told();
  if (!data.closed) {
    form.addEventListener("input", edited);
    form.addEventListener("change", edited);
    keeper.adopt();
  }
  root.dataset.ready = "true";
}
