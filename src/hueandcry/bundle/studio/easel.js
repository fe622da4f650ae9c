/** The easel: photo, crop and effect → the picture on its canvases, painted off the main thread. */

import { Crop } from "./crop.js";
import { loadEffect } from "./effect.js";
import { Painter } from "./painter.js";

/** @typedef {import("./apply.js").Effect} Effect */
/** @typedef {{name: string, effect: string, needs_photo: boolean}} Variant */

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
    this.source = document.createElement("canvas");
    /** @type {ImageBitmap | null} */
    this.photo = null;
    /** @type {Crop | null} */
    this.crop = null;
    /** @type {Map<string, Promise<Effect>>} */
    this.effects = new Map();
    this.variant = "";
    this.busy = false;
    this.timer = 0;
  }

  /**
   * Load a variant's effect once.
   * @param {Variant} variant
   * @returns {Promise<Effect>}
   */
  effect(variant) {
    const known = this.effects.get(variant.name);
    if (known) return known;
    const loading = loadEffect(variant.effect).then((effect) => {
      this.painter.learn(variant.name, effect);
      return effect;
    });
    loading.catch(() => this.effects.delete(variant.name));
    this.effects.set(variant.name, loading);
    return loading;
  }

  /** @param {ImageBitmap} photo */
  put(photo) {
    this.photo?.close();
    this.photo = photo;
    this.crop = new Crop(photo.width, photo.height);
  }

  /** Take the photo away. */
  clear() {
    this.photo?.close();
    this.photo = null;
    this.crop = null;
  }

  /**
   * Paint soon, coarsely while things move and finely once they rest. One paint at a time; the newest wins.
   * @param {Variant} variant
   */
  async refresh(variant) {
    clearTimeout(this.timer);
    // What goes wrong here goes wrong in the coarse paint too, which says so.
    this.timer = setTimeout(() => this.paint(variant, 1).catch(() => {}), REST_MS);
    if (this.busy) return;
    this.busy = true;
    try {
      await this.paint(variant, 2);
    } finally {
      this.busy = false;
    }
  }

  /**
   * Paint the picture.
   * @param {Variant} variant
   * @param {1 | 2} coarseness 1: full size; 2: half
   */
  async paint(variant, coarseness) {
    const effect = await this.effect(variant);
    const size = effect.size / coarseness;
    const turned = await this.painter.apply(variant.name, this.cropped(size, effect.needsPhoto));
    this.square.width = size;
    this.square.height = size;
    pen(this.square).putImageData(turned, 0, 0);
    for (const canvas of this.others) {
      pen(canvas).imageSmoothingQuality = "high";
      pen(canvas).drawImage(this.square, 0, 0, canvas.width, canvas.height);
    }
  }

  /**
   * Return the kept square of the photo, on white, at a size.
   * @param {number} size
   * @param {boolean} needsPhoto
   * @returns {ImageData}
   */
  cropped(size, needsPhoto) {
    this.source.width = size;
    this.source.height = size;
    const brush = pen(this.source);
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, size, size);
    if (needsPhoto && this.photo && this.crop) {
      const { x, y, side } = this.crop;
      brush.imageSmoothingQuality = "high";
      brush.drawImage(this.photo, x, y, side, side, 0, 0, size, size);
    }
    return brush.getImageData(0, 0, size, size);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {CanvasRenderingContext2D}
 */
function pen(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
}
