/** The easel: photo, crop and variant → the picture on the page's canvases. */

import { Crop } from "./crop.js";
import { Painter } from "./painter.js";
import { pen } from "./surface.js";

/**
 * @typedef {object} Variant
 * @property {string} name
 * @property {import("./engine.js").Recipe} effect
 * @property {string | null} overlay the address of its overlay
 * @property {string} preview the address of the drawn face, before and after
 */

const REST_MS = 120;

export class Easel {
  /**
   * @param {HTMLCanvasElement} square the picture itself
   * @param {HTMLCanvasElement[]} others smaller views of it
   */
  constructor(square, others) {
    this.square = square;
    this.others = others;
    this.painter = new Painter();
    /** @type {Crop | null} null while there is no photo */
    this.crop = null;
    /** @type {Map<string, Promise<void>>} */
    this.known = new Map();
    this.isBusy = false;
    this.timer = 0;
    /** Called when the picture has come to rest at its full size. */
    this.onrest = () => {};
  }

  /**
   * Load a variant's effect once.
   * @param {Variant} variant
   * @returns {Promise<void>}
   */
  learn({ name, effect, overlay }) {
    const known = this.known.get(name);
    if (known) return known;
    const address = overlay && new URL(overlay, document.baseURI).href;
    const learning = this.painter.ask("learn", name, effect, address);
    learning.catch(() => this.known.delete(name));
    this.known.set(name, learning);
    return learning;
  }

  /** @param {Blob} file */
  async open(file) {
    const { width, height, start } = await this.painter.ask("open", file);
    this.crop = new Crop(width, height, start);
  }

  /** Take photo and picture away. */
  clear() {
    clearTimeout(this.timer);
    this.crop = null;
    void this.painter.ask("clear");
    for (const canvas of [this.square, ...this.others]) pen(canvas).clearRect(0, 0, canvas.width, canvas.height);
  }

  /**
   * Paint soon, coarsely while things move and finely once they rest. One coarse paint at a time; the newest wins.
   * @param {Variant} variant
   */
  async refresh(variant) {
    clearTimeout(this.timer);
    // What goes wrong here goes wrong in the coarse paint too, which says so.
    this.timer = setTimeout(() => this.finish(variant).catch(() => {}), REST_MS);
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      await this.paint(variant, variant.effect.size_px / 2);
    } finally {
      this.isBusy = false;
    }
  }

  /**
   * Paint at full size.
   * @param {Variant} variant
   */
  async finish(variant) {
    clearTimeout(this.timer);
    await this.paint(variant, variant.effect.size_px);
    this.onrest();
  }

  /**
   * @param {Variant} variant
   * @param {number} size
   */
  async paint(variant, size) {
    await this.learn(variant);
    const pixels = await this.painter.ask("paint", variant.name, this.crop?.view ?? null, size);
    this.square.width = size;
    this.square.height = size;
    this.square.dataset.painted = `${variant.name} ${size}`;
    pen(this.square).putImageData(new ImageData(new Uint8ClampedArray(pixels), size, size), 0, 0);
    for (const canvas of this.others) {
      pen(canvas).imageSmoothingQuality = "high";
      pen(canvas).drawImage(this.square, 0, 0, canvas.width, canvas.height);
    }
  }
}
