/** Loading an effect's overlay: the one part of an effect that has weight. */

import { pen, surface } from "./surface.js";

/**
 * Fetch an overlay: premultiplied colour above, alpha as grey below, both opaque, so that no canvas rounds them.
 * @param {string} url
 * @param {number} size the side in pixels
 * @returns {Promise<Uint8Array>} premultiplied red, green, blue and alpha, size × size × 4
 */
export async function loadOverlay(url, size) {
  const answer = await fetch(url, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const options = /** @type {const} */ ({ colorSpaceConversion: "none", premultiplyAlpha: "none" });
  const bitmap = await createImageBitmap(await answer.blob(), options);
  const canvas = surface(size, 2 * size);
  pen(canvas).drawImage(bitmap, 0, 0);
  bitmap.close();
  const sheet = pen(canvas).getImageData(0, 0, size, 2 * size).data;
  const overlay = new Uint8Array(sheet.buffer.slice(0, sheet.length / 2));
  for (let i = 0; i < overlay.length; i += 4) overlay[i + 3] = sheet[overlay.length + i];
  return overlay;
}
