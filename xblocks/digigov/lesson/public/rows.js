/** The rows of sources in the editor: one fieldset of five inputs each, added, removed and read back. */

const PARTS = [["key", "key"], ["title", "source_title"], ["publisher", "publisher"], ["year", "year"], ["url", "url"]];

/** A source row for `source` ({key, title, ...}), ready to be put in the page. */
function row(source, t) {
  const group = document.createElement("fieldset");
  group.className = "dg-source-row";
  group.append(document.createElement("legend"));
  for (const [part, word] of PARTS) {
    const label = document.createElement("label");
    label.className = `dg-source-row__${part}`;
    const name = document.createElement("span");
    name.textContent = t[word];
    const input = document.createElement("input");
    input.type = part === "url" ? "url" : "text";
    input.dataset.part = part;
    input.dir = part === "url" || part === "key" ? "ltr" : "auto";
    input.value = source[part] || "";
    label.append(name, input);
    group.append(label);
  }
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "dg-button dg-button--quiet";
  remove.dataset.role = "remove";
  group.append(remove);
  return group;
}

/** Manage the rows inside `holder`; `changed` is called after each addition or removal. */
export function sourceRows(holder, addButton, sources, t, changed) {
  const renumber = () => {
    [...holder.children].forEach((group, index) => {
      group.querySelector("legend").textContent = t.source.replace("{number}", index + 1);
      group.querySelector("[data-role=remove]").textContent = t.remove.replace("{number}", index + 1);
    });
  };
  holder.append(...sources.map((source) => row(source, t)));
  renumber();
  addButton.addEventListener("click", () => {
    const added = row({}, t);
    holder.append(added);
    renumber();
    added.querySelector("input").focus();
    changed();
  });
  holder.addEventListener("click", (event) => {
    if (event.target.dataset.role !== "remove") return;
    event.target.closest("fieldset").remove();
    renumber();
    addButton.focus();
    changed();
  });
  return {
    /** The sources as the server wants them; parts left empty are left out. */
    read: () =>
      [...holder.children].map((group) =>
        Object.fromEntries(
          [...group.querySelectorAll("[data-part]")]
            .map((input) => [input.dataset.part, input.value.trim()])
            .filter(([, value]) => value),
        ),
      ),
  };
}
