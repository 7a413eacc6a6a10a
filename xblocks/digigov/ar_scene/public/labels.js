/** The numbered buttons over a picture that moves: placed in percent, hidden when behind, in step with the list. */

/** `hotspots` are {id, number, title}; `open(id)` is called when one is pressed. */
export function labels(holder, hotspots, open) {
  holder.replaceChildren();
  const buttons = new Map();
  for (const { id, number, title } of hotspots) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ar-mark";
    button.dataset.hotspot = id;
    const figure = document.createElement("span");
    figure.textContent = number;
    const name = document.createElement("span");
    name.className = "ar-mark__name";
    name.textContent = title;
    button.append(figure, " ", name);
    button.style.visibility = "hidden";
    button.addEventListener("click", () => open(id));
    holder.append(button);
    buttons.set(id, button);
  }
  return {
    /** Percent from the left and top edges of the holder. */
    place(id, left, top, shown) {
      const button = buttons.get(id);
      button.style.visibility = shown ? "visible" : "hidden";
      button.style.transform = `translate(-50%, -50%) translate(${(left * holder.clientWidth) / 100}px, ${(top * holder.clientHeight) / 100}px)`;
      button.dataset.end = String(left > 60);
    },
    hide() {
      for (const button of buttons.values()) button.style.visibility = "hidden";
    },
    select(chosen) {
      for (const [id, button] of buttons) {
        if (id === chosen) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    },
    done(ids) {
      for (const [id, button] of buttons) button.classList.toggle("is-done", ids.includes(id));
    },
  };
}

/** Where a point falls: {left, top} in percent and whether it is in front; `m` takes a point to clip space. */
export function project(m, [x, y, z]) {
  const w = m[3] * x + m[7] * y + m[11] * z + m[15];
  const across = (m[0] * x + m[4] * y + m[8] * z + m[12]) / w;
  const up = (m[1] * x + m[5] * y + m[9] * z + m[13]) / w;
  return { left: 50 + 50 * across, top: 50 - 50 * up, front: w > 0 && Math.abs(across) <= 1 && Math.abs(up) <= 1 };
}
