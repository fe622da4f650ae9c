/** Off the main thread: keeps the effects it is given and applies them to pixels that are lent to it. */

import { applyEffect, halved } from "./apply.js";

/** @typedef {import("./apply.js").Effect} Effect */

/** @type {Map<string, Effect>} */
const effects = new Map();

self.onmessage = ({ data }) => {
  if (data.effect) {
    effects.set(`${data.name} ${data.effect.size}`, data.effect);
    const half = halved(data.effect);
    effects.set(`${data.name} ${half.size}`, half);
    return;
  }
  const pixels = new Uint8ClampedArray(data.buffer);
  applyEffect(pixels, /** @type {Effect} */ (effects.get(`${data.name} ${data.size}`)));
  self.postMessage({ job: data.job, buffer: data.buffer }, { transfer: [data.buffer] });
};
