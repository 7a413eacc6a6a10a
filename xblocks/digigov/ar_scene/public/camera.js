/** Where pictures come from: the camera of the device, or a recorded clip. Both give {width, height, next, stop}, `next` a still. */

const WIDE = 1280; // asked for; the browser takes the nearest that the camera has

const reason = (error) =>
  ({
    NotAllowedError: "camera_denied",
    SecurityError: "camera_denied",
    NotFoundError: "camera_none",
    OverconstrainedError: "camera_none",
    NotReadableError: "camera_busy",
    AbortError: "camera_busy",
  })[error.name] ?? "camera_failed";

/** The camera at the back, or the one there is. Throws an error whose `word` says why there is none. */
export async function live(video, unplugged) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw Object.assign(new Error("no camera"), { word: globalThis.isSecureContext ? "camera_none" : "camera_insecure" });
  }
  const wish = { audio: false, video: { facingMode: "environment", width: { ideal: WIDE }, frameRate: { ideal: 30 } } };
  const stream = await navigator.mediaDevices.getUserMedia(wish).catch((error) => {
    throw Object.assign(error, { word: reason(error) });
  });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  for (const track of stream.getTracks()) track.addEventListener("ended", unplugged);
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play().catch((error) => {
    stop();
    throw Object.assign(error, { word: "camera_failed" });
  });
  const arrived = () =>
    new Promise((resolve) => {
      if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(resolve);
      else requestAnimationFrame(resolve);
    });
  let shown = null;
  return {
    get width() { return video.videoWidth; },
    get height() { return video.videoHeight; },
    async next() {
      await arrived();
      shown?.close();
      shown = await createImageBitmap(video); // a still: the video goes on between two drawings of it
      return shown;
    },
    stop,
  };
}

/** A clip: four bytes with the length of the header, the header {width, height, fps, frames: [{bytes}]}, the frames. */
export function recorded(buffer) {
  const length = new DataView(buffer).getUint32(0);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  let start = 4 + length;
  const frames = header.frames.map(({ bytes }) => new Blob([buffer.slice(start, (start += bytes))]));
  const begun = performance.now();
  let shown = null;
  let last = -1;
  return {
    width: header.width,
    height: header.height,
    async next() {
      const due = Math.max(last + 1, Math.floor(((performance.now() - begun) / 1000) * header.fps));
      const wait = begun + (due / header.fps) * 1000 - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      last = due;
      shown?.close();
      shown = await createImageBitmap(frames[due % frames.length]);
      return shown;
    },
    stop: () => shown?.close(),
  };
}
