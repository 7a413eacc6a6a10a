/** Reading the QR codes off the page: each is painted on a canvas and decoded from its pixels, as a camera's would. */

const SIDE = 480; // pixels: four or five for each module

async function painted(svg, canvas) {
  const copy = svg.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", SIDE);
  copy.setAttribute("height", SIDE);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, SIDE, SIDE);
  context.drawImage(image, 0, 0, SIDE, SIDE);
  return context;
}

/** A function from a painted canvas to text: the browser's own detector, else the vendored decoder. */
async function decoder(url) {
  const formats = (await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (formats.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (canvas) => (await detector.detect(canvas))[0]?.rawValue ?? "";
  }
  const { decodeQR } = await import(url);
  return async (canvas, context) => {
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return decodeQR({ data, width, height });
  };
}

/**
 * Decode the codes one after the other on `canvas`; `seen(number, total)` is called after each.
 * Gives the joined text. Throws when a code cannot be read or a part is missing.
 */
export async function scan(svgs, canvas, decoderUrl, seen) {
  const decode = await decoder(decoderUrl);
  const parts = [];
  for (const svg of svgs) {
    const context = await painted(svg, canvas);
    const found = /^DG1\/(\d+)\/(\d+)\/(.*)$/s.exec(await decode(canvas, context));
    if (!found) throw new Error("not one of our codes");
    parts[Number(found[1]) - 1] = found[3];
    seen(Number(found[1]), Number(found[2]));
    if (svgs.length !== Number(found[2])) throw new Error("a part is missing");
    await new Promise((resolve) => setTimeout(resolve, matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350));
  }
  return parts.join("");
}
