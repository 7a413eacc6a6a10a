/* The only file that calls fetch. Classic script: it is written into the page, see the README beside its folder. */
(function (scope) {
  "use strict";
  if (scope.DigigovRequest) return;

  function cookie(name) {
    const found = scope.document.cookie.split("; ").find((pair) => pair.startsWith(name + "="));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  /** POST `body` as JSON. Gives {ok, status, data}; never throws: no network is {ok: false, status: 0, data: {}}. */
  async function post(url, body, signal) {
    try {
      const response = await scope.fetch(url, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
        body: JSON.stringify(body),
        signal,
      });
      const data = await response.json().catch(() => ({}));
      return { ok: response.ok, status: response.status, data };
    } catch (error) {
      return { ok: false, status: 0, data: { error: error.name === "AbortError" ? "aborted" : "no-network" } };
    }
  }

  scope.DigigovRequest = { post };
})(globalThis);
