/** Loading a compiled effect: its JSON document and, if it has one, its overlay. */

/** @typedef {import("./apply.js").Effect} Effect */

/**
 * Fetch a compiled effect.
 * @param {string} url address of the JSON document
 * @returns {Promise<Effect>}
 */
export async function loadEffect(url) {
  const address = new URL(url, document.baseURI);
  const { effect, overlay_file: overlayFile } = await (await fetched(address)).json();
  return {
    size: effect.size_px,
    needsPhoto: effect.needs_photo,
    matrix: Int32Array.from(effect.matrix.flat()),
    tables: effect.tables.map((/** @type {number[]} */ table) => Uint8Array.from(table)),
    overlay: overlayFile ? await loadOverlay(new URL(overlayFile, address), effect.size_px) : null,
  };
}

/**
 * @param {URL} address
 * @returns {Promise<Response>}
 */
async function fetched(address) {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
  return answer;
}

/**
 * Read the overlay's picture: premultiplied colour above, alpha as grey below, both opaque, so that
 * no canvas rounds them.
 * @param {URL} address
 * @param {number} size
 * @returns {Promise<Uint8Array>}
 */
async function loadOverlay(address, size) {
  const blob = await (await fetched(address)).blob();
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: "none", premultiplyAlpha: "none" });
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = 2 * size;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  const sheet = pen.getImageData(0, 0, size, 2 * size).data;
  const overlay = new Uint8Array(sheet.buffer.slice(0, sheet.length / 2));
  for (let i = 0; i < overlay.length; i += 4) overlay[i + 3] = sheet[overlay.length + i];
  return overlay;
}
