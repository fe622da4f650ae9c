/**
 * The effect on the pixels: over(overlay, tables[matrix · rgb]), in integers.
 * The same arithmetic as `pictures/apply.py`; a test holds the two together.
 */

/**
 * @typedef {object} Effect
 * @property {number} size the side of the pictures, in pixels
 * @property {boolean} needsPhoto false if the photo does not show at all
 * @property {Int32Array} matrix twelve numbers in 16.16, row by row: red, green, blue, offset
 * @property {Uint8Array[]} tables 256 entries for each of red, green and blue
 * @property {Uint8Array | null} overlay premultiplied red, green, blue and alpha, size × size × 4
 */

const HALF = 1 << 15;

/**
 * Apply an effect in place.
 * @param {Uint8ClampedArray} pixels red, green, blue, alpha; opaque; the effect's own size
 * @param {Effect} effect
 */
export function applyEffect(pixels, effect) {
  transform(pixels, effect);
  if (effect.overlay) layOver(pixels, effect.overlay);
}

/**
 * @param {Uint8ClampedArray} pixels
 * @param {Effect} effect
 */
function transform(pixels, { matrix, tables }) {
  const [rr, rg, rb, ro, gr, gg, gb, go, br, bg, bb, bo] = matrix;
  const [reds, greens, blues] = tables;
  for (let i = 0; i < pixels.length; i += 4) {
    const r = pixels[i];
    const g = pixels[i + 1];
    const b = pixels[i + 2];
    pixels[i] = reds[clamp((rr * r + rg * g + rb * b + ro + HALF) >> 16)];
    pixels[i + 1] = greens[clamp((gr * r + gg * g + gb * b + go + HALF) >> 16)];
    pixels[i + 2] = blues[clamp((br * r + bg * g + bb * b + bo + HALF) >> 16)];
  }
}

/**
 * @param {number} level
 * @returns {number}
 */
function clamp(level) {
  return level < 0 ? 0 : level > 255 ? 255 : level;
}

/**
 * @param {Uint8ClampedArray} pixels
 * @param {Uint8Array} overlay
 */
function layOver(pixels, overlay) {
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = overlay[i + 3];
    if (alpha === 0) continue;
    const kept = 255 - alpha;
    pixels[i] = overlay[i] + share(pixels[i] * kept);
    pixels[i + 1] = overlay[i + 1] + share(pixels[i + 1] * kept);
    pixels[i + 2] = overlay[i + 2] + share(pixels[i + 2] * kept);
  }
}

/**
 * Divide a product of two bytes by 255, rounding half up, exactly.
 * @param {number} product
 * @returns {number}
 */
function share(product) {
  const raised = product + 128;
  return (raised + (raised >> 8)) >> 8;
}

/**
 * Return the effect for pictures of half the size: what is shown while the photo moves.
 * @param {Effect} effect
 * @returns {Effect}
 */
export function halved(effect) {
  return { ...effect, size: effect.size / 2, overlay: effect.overlay && averaged(effect.overlay, effect.size) };
}

/**
 * Average two by two pixels; right for premultiplied colours.
 * @param {Uint8Array} overlay
 * @param {number} size
 * @returns {Uint8Array}
 */
function averaged(overlay, size) {
  const half = size / 2;
  const small = new Uint8Array(half * half * 4);
  for (let y = 0; y < half; y += 1) {
    for (let x = 0; x < half; x += 1) {
      const from = (2 * y * size + 2 * x) * 4;
      const to = (y * half + x) * 4;
      for (let c = 0; c < 4; c += 1) {
        const above = overlay[from + c] + overlay[from + 4 + c];
        const below = overlay[from + size * 4 + c] + overlay[from + size * 4 + 4 + c];
        small[to + c] = (above + below + 2) >> 2;
      }
    }
  }
  return small;
}
