/** Some browsers put noise into what pages read from a canvas; a known patch shows how much. */

import { pen, surface } from "./surface.js";

const SIDE = 16;

/**
 * Return the largest difference between what was drawn and what is read back: 0 in most browsers, a step or
 * two where noise is light, most of 255 where the canvas is blocked.
 * @returns {number}
 */
export function canvasNoise() {
  const brush = pen(surface(SIDE, SIDE));
  for (let i = 0; i < SIDE * SIDE; i += 1) {
    brush.fillStyle = `rgb(${colourAt(i).join()})`;
    brush.fillRect(i % SIDE, Math.floor(i / SIDE), 1, 1);
  }
  const { data } = brush.getImageData(0, 0, SIDE, SIDE);
  let most = 0;
  for (let i = 0; i < SIDE * SIDE; i += 1) {
    colourAt(i).forEach((level, channel) => {
      most = Math.max(most, Math.abs(level - data[i * 4 + channel]));
    });
  }
  return most;
}

/**
 * @param {number} i
 * @returns {number[]} red, green and blue of the patch's pixel, so that neighbours differ
 */
function colourAt(i) {
  return [(i * 37) % 256, (i * 101 + 50) % 256, (i * 199 + 100) % 256];
}

/**
 * Return how far a finished JPEG is from the pixels it was made of: the mean difference, 0 to 255. JPEG itself
 * costs a few steps; a browser that spoils its exports costs many.
 * @param {Blob} jpeg
 * @param {import("./surface.js").Surface} original
 * @returns {Promise<number>}
 */
export async function exportNoise(jpeg, original) {
  const bitmap = await createImageBitmap(jpeg);
  const [made, meant] = [small(bitmap), small(original)];
  bitmap.close();
  let sum = 0;
  for (let i = 0; i < made.length; i += 1) sum += Math.abs(made[i] - meant[i]);
  return sum / (made.length * 0.75); // the alphas are equal
}

/**
 * @param {CanvasImageSource} source
 * @returns {Uint8ClampedArray}
 */
function small(source) {
  const brush = pen(surface(4 * SIDE, 4 * SIDE));
  brush.drawImage(source, 0, 0, 4 * SIDE, 4 * SIDE);
  return brush.getImageData(0, 0, 4 * SIDE, 4 * SIDE).data;
}
