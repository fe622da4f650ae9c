/** Canvases that work in a worker and in the page alike. */

/** @typedef {HTMLCanvasElement | OffscreenCanvas} Surface */

/**
 * Make a canvas that nobody sees.
 * @param {number} width in pixels
 * @param {number} height in pixels
 * @returns {Surface}
 */
export function surface(width, height) {
  if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}

/**
 * Return what draws on a canvas whose pixels will be read.
 * @param {Surface} canvas
 * @returns {CanvasRenderingContext2D}
 */
export function pen(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
}

/**
 * @param {Surface} canvas
 * @param {number} quality from 0 to 1
 * @returns {Promise<Blob>}
 */
export function jpegOf(canvas, quality) {
  if ("convertToBlob" in canvas) return canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no JPEG"))), "image/jpeg", quality);
  });
}
