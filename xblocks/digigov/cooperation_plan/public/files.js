/** Files out of the plan hold what is saved; a file that an export wrote can be brought in, after a look at what changes. */

const MOST = 12_000_000; // bytes, as the server takes

export function files(cx) {
  const { t, data } = cx;
  const { h, fill, button } = cx.dom;
  const holder = cx.part("files");
  const place = cx.part("import");
  if (!holder || !place) return;

  // What is written but not yet sent belongs into the file.
  holder.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-file]");
    if (!link || cx.sync.state === "saved") return;
    event.preventDefault();
    await cx.sync.flush();
    if (cx.sync.state !== "saved") cx.notice(t.fileBehind);
    location.assign(link.href);
  });

  const input = h("input", { type: "file", accept: ".json,application/json", class: "cp-sr", id: `${cx.prefix}import` });
  const said = h("div", { role: "status" });
  place.append(
    h("h5", {}, t.importTitle),
    h("p", { class: "cp-hint" }, t.importLead),
    h("p", { class: "cp-import" }, input, h("label", { class: "dg-button", for: input.id }, t.importChoose)),
    said,
  );
  input.addEventListener("change", () => input.files[0] && read(input.files[0]));

  async function read(file) {
    input.value = "";
    if (file.size > MOST) return said.replaceChildren(h("p", { class: "is-off" }, t.importTooLarge));
    let document_;
    try {
      document_ = JSON.parse(await file.text());
    } catch {
      return said.replaceChildren(h("p", { class: "is-off" }, t.importNoPlan));
    }
    await cx.sync.flush();
    const answer = await cx.call("import_preview", { document: document_ });
    if (!answer.ok) return said.replaceChildren(h("p", { class: "is-off" }, cx.why(answer)));
    preview(document_, answer.data);
  }

  const faults = (list) =>
    list.length > 0 && [
      h("p", {}, t.importLeft),
      h(
        "ul",
        {},
        list.slice(0, 40).map((one) => h("li", {}, one.where && `${one.where}: `, one.message)),
      ),
    ];

  function preview(document_, found) {
    const changed = found.sections.filter((one) => one.count);
    const rows = changed.map((one) => h("li", {}, `${data.titles[one.section]}: `, fill(t.importChanges, { count: one.count })));
    const take = changed.length > 0 && button(t.importTake, () => bring(document_), { kind: "main" });
    said.replaceChildren(
      ...[
        h("p", {}, changed.length ? t.importWould : t.importNothing),
        rows.length > 0 && h("ul", {}, rows),
        faults(found.faults),
        h(
          "p",
          { class: "cp-actions" },
          take,
          button(t.close, () => said.replaceChildren(), { kind: "plain" }),
        ),
      ]
        .flat()
        .filter(Boolean),
    );
  }

  async function bring(document_) {
    const answer = await cx.call("import_plan", { document: document_ });
    if (!answer.ok) return said.replaceChildren(h("p", { class: "is-off" }, cx.why(answer)));
    for (const [name, content] of Object.entries(answer.data.sections)) cx.sync.parts[name].receive(answer.data.versions[name], content);
    cx.hearJudged(answer.data.judged);
    said.replaceChildren(...[h("p", {}, t.imported), faults(answer.data.faults)].flat().filter(Boolean));
  }

  /** After a submission its files are offered too. */
  cx.addFiles = (number, title) => {
    const first = holder.querySelector("ul");
    if (!first || holder.querySelector(`[data-version="${number}"]`)) return;
    const copy = first.cloneNode(true);
    copy.dataset.version = number;
    for (const link of copy.querySelectorAll("a")) link.href = link.href.replace(/\/now(?=$|\?)/, `/${number}`);
    place.before(h("h5", {}, title), copy);
  };
}
