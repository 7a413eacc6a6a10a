/** The picture in the editor: numbers that are dragged or moved by arrow keys, and the fields of the chosen one. */

const PAUSE = 450; // ms after the last arrow key
const STEP = 1; // percent of the picture; five with Shift
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** `ask(change)` has the server make the change. Gives {show(state, chosen)}. */
export function places({ form, t, ask }) {
  const role = (name) => form.querySelector(`[data-role="${name}"]`);
  const [stage, picture, marks, place, say] = ["stage", "picture", "marks", "place", "say"].map(role);
  let [spots, chosen, adding, timer, held] = [[], "", false, 0, null]; // `held`: the mark that is being moved

  const percent = (event) => {
    const box = stage.getBoundingClientRect();
    const share = (value, start, size) => Math.min(Math.max(((value - start) / size) * 100, 0), 100);
    return { left: share(event.clientX, box.left, box.width), top: share(event.clientY, box.top, box.height) };
  };
  const put = (mark, { left, top }) => {
    mark.style.left = `${left}%`;
    mark.style.top = `${top}%`;
  };

  function choose(id) {
    chosen = spots.some((spot) => spot.id === id) ? id : "";
    for (const mark of marks.children) {
      if (mark.dataset.hotspot === chosen) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
    const spot = spots.find((one) => one.id === chosen);
    place.hidden = !spot;
    role("nothing").hidden = Boolean(spot);
    role("remove").disabled = !spot;
    if (!spot) return;
    role("legend").textContent = `${spot.number}. ${spot.id}`;
    for (const field of place.querySelectorAll("[data-key]")) if (field !== document.activeElement) field.value = spot[field.dataset.key];
    for (const field of place.querySelectorAll("[data-axis]")) if (field !== document.activeElement) field.value = spot.at[field.dataset.axis];
  }

  function drag(mark, down) {
    let moved = null;
    held = mark;
    mark.setPointerCapture(down.pointerId);
    const move = (event) => {
      if (!moved && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 4) return;
      moved = percent(event);
      mark.classList.add("is-dragged");
      put(mark, moved);
    };
    const up = () => {
      mark.removeEventListener("pointermove", move);
      mark.classList.remove("is-dragged");
      held = null;
      if (moved) ask({ do: "move", hotspot: mark.dataset.hotspot, ...moved });
    };
    mark.addEventListener("pointermove", move);
    mark.addEventListener("pointerup", up, { once: true });
    mark.addEventListener("pointercancel", up, { once: true });
  }

  function key(event) {
    const mark = event.target.closest(".ar-mark");
    const way = ARROWS[event.key];
    if (!mark || !way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const step = event.shiftKey ? 5 * STEP : STEP;
    const at = { left: parseFloat(mark.style.left) + way[0] * step, top: parseFloat(mark.style.top) + way[1] * step };
    for (const axis of ["left", "top"]) at[axis] = Math.min(Math.max(at[axis], 0), 100);
    put(mark, at);
    held = mark;
    clearTimeout(timer);
    timer = setTimeout(() => {
      held = null;
      ask({ do: "move", hotspot: mark.dataset.hotspot, ...at });
    }, PAUSE);
  }

  function wait(on) {
    adding = on;
    stage.classList.toggle("is-adding", on);
    role("add").setAttribute("aria-pressed", String(on));
    say.textContent = on ? t.place_on : "";
  }

  marks.addEventListener("pointerdown", (event) => {
    const mark = event.target.closest(".ar-mark");
    if (!mark || event.button > 0) return;
    choose(mark.dataset.hotspot);
    drag(mark, event);
  });
  marks.addEventListener("click", (event) => choose(event.target.closest(".ar-mark")?.dataset.hotspot ?? chosen));
  marks.addEventListener("keydown", key);
  stage.addEventListener("click", (event) => {
    if (!adding) return;
    wait(false);
    ask({ do: "add", ...percent(event) });
  });
  role("add").addEventListener("click", () => {
    if (adding) return wait(false);
    wait(true);
    if (matchMedia("(hover: none)").matches) stage.scrollIntoView({ block: "nearest" });
  });
  role("add").addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault(); // by keyboard there is no place to press: it comes into the middle
      ask({ do: "add", left: 50, top: 50 });
    }
  });
  form.addEventListener("keydown", (event) => event.key === "Escape" && adding && wait(false));
  role("remove").addEventListener("click", () => ask({ do: "remove", hotspot: chosen }));
  place.addEventListener("change", ({ target }) => {
    const { key: name, axis } = target.dataset;
    const at = [...place.querySelectorAll("[data-axis]")].map((field) => Number(field.value));
    if (name) ask({ do: "set", hotspot: chosen, key: name, value: target.value });
    else if (axis) ask({ do: "set", hotspot: chosen, key: "at", value: at });
  });

  return {
    show(state, wanted = chosen) {
      spots = state.spots;
      picture.hidden = !state.picture;
      if (state.picture && picture.getAttribute("src") !== state.picture) picture.src = state.picture;
      role("stale").textContent = state.stale ? t.stale : "";
      const known = new Map([...marks.children].map((mark) => [mark.dataset.hotspot, mark]));
      for (const spot of spots) {
        const mark = known.get(spot.id) ?? document.createElement("button"); // kept: it may be focused or dragged
        known.delete(spot.id);
        mark.type = "button";
        mark.classList.add("ar-mark");
        mark.dataset.hotspot = spot.id;
        mark.textContent = spot.number;
        mark.setAttribute("aria-label", t.mark.replace("{number}", spot.number).replace("{title}", spot.title));
        if (mark !== held) put(mark, spot);
        if (!mark.isConnected) marks.append(mark);
      }
      for (const gone of known.values()) gone.remove();
      const parts = place.querySelector('[data-key="part"]');
      if (parts.options.length !== state.parts.length || [...parts.options].some((one, i) => one.value !== state.parts[i])) {
        parts.replaceChildren(...state.parts.map((id) => new Option(id, id)));
      }
      choose(wanted);
    },
  };
}
