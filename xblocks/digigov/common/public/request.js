/* The only file that calls fetch. Classic script: it is written into the page, see the README beside its folder. */
(function (scope) {
  "use strict";
  if (scope.DigigovRequest) return;

  function cookie(name) {
    const found = scope.document.cookie.split("; ").find((pair) => pair.startsWith(name + "="));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  /** POST `body` as JSON, or as it is when it is a FormData. Gives {ok, status, data}; never throws: no network is
   * {ok: false, status: 0, data: {}}. */
  async function post(url, body, signal) {
    const form = body instanceof scope.FormData;
    try {
      const response = await scope.fetch(url, {
        method: "POST",
        credentials: "same-origin",
        headers: { ...(form ? {} : { "Content-Type": "application/json" }), "X-CSRFToken": cookie("csrftoken") },
        body: form ? body : JSON.stringify(body),
        signal,
      });
      const data = await response.json().catch(() => ({}));
      return { ok: response.ok, status: response.status, data };
    } catch (error) {
      return { ok: false, status: 0, data: { error: error.name === "AbortError" ? "aborted" : "no-network" } };
    }
  }

  /** GET the bytes of a file of the course. Gives an ArrayBuffer; throws when there is none or no network. */
  async function bytes(url, signal) {
    const response = await scope.fetch(url, { credentials: "same-origin", signal });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response.arrayBuffer();
  }

  scope.DigigovRequest = { post, bytes };
})(globalThis);
