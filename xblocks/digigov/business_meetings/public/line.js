/** Before a meeting: do camera and microphone work, and how quickly does the site answer? Nothing leaves the browser. */

const TRIES = 8;
const WAIT = 5000; // milliseconds after which an answer counts as lost

export function line(place, { call, t }) {
  const role = (name) => place.querySelector(`[data-role="line-${name}"]`);
  const start = role("start");
  const stop = role("stop");
  const video = role("video");
  const results = role("results");
  let stream = null;
  let meter = null;

  function tell(name, text) {
    let row = results.querySelector(`[data-name="${name}"]`);
    if (!row) {
      row = document.createElement("div");
      row.dataset.name = name;
      row.append(document.createElement("dt"), document.createElement("dd"));
      row.firstChild.textContent = t[name];
      results.append(row);
    }
    row.lastChild.textContent = text;
  }

  async function devices() {
    if (!navigator.mediaDevices?.getUserMedia) {
      tell("camera", t.no_camera);
      return;
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
    } catch (error) {
      tell("camera", error.name === "NotAllowedError" ? t.refused_camera : t.no_device);
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    await video.play().catch(() => {});
    tell("camera", t.works);
    listen();
  }

  /** The loudness of the microphone, ten times a second. */
  function listen() {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const wave = new Uint8Array(analyser.fftSize);
    let heard = false;
    tell("microphone", t.quiet);
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(wave);
      if (!heard && wave.some((one) => Math.abs(one - 128) > 12)) {
        heard = true;
        tell("microphone", t.loud);
      }
    }, 100);
    meter = () => {
      clearInterval(timer);
      context.close();
    };
  }

  /** Round trips to this site: the middle one, how far they differ, and how many were lost. */
  async function trips() {
    const times = [];
    for (let number = 0; number < TRIES; number++) {
      const begun = performance.now();
      const answer = await Promise.race([call("line_echo", {}), new Promise((done) => setTimeout(() => done({ status: 0 }), WAIT))]);
      if (answer.status) times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const lost = TRIES - times.length;
    if (!times.length) return tell("line", t.no_network);
    const middle = Math.round(times[Math.floor(times.length / 2)]);
    const spread = Math.round(times[times.length - 1] - times[0]);
    const text = t.milliseconds.replace("{number}", middle).replace("{spread}", spread);
    tell("line", lost ? `${text} ${t.lost.replace("{number}", lost).replace("{all}", TRIES)}` : text);
  }

  function end() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    meter?.();
    stream = meter = null;
    video.srcObject = null;
    video.hidden = true;
    stop.hidden = true;
    start.hidden = false;
  }

  start.addEventListener("click", async () => {
    start.hidden = true;
    stop.hidden = false;
    stop.focus();
    results.replaceChildren();
    tell("line", t.working);
    await Promise.all([devices(), trips()]);
  });
  stop.addEventListener("click", end);
  start.disabled = false;
}
