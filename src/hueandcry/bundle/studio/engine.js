/** The engine: photo, crop and effect → pixels and JPEGs. Runs in the worker, or in the page where it must. */

import { applyEffect, halved } from "./apply.js";
import { withoutMetadata } from "./jpeg.js";
import { canvasNoise, exportNoise } from "./noise.js";
import { loadOverlay } from "./overlay.js";
import { openPhoto } from "./photo.js";
import { bestStart } from "./subject.js";
import { jpegOf, pen, surface } from "./surface.js";

/** @typedef {import("./apply.js").Effect} Effect */
/** @typedef {{size_px: number, needs_photo: boolean, matrix: number[][], tables: number[][]}} Recipe as compiled */
/** @typedef {{x: number, y: number, side: number, angle: number}} View the crop's middle and side in pixels of the
 * photo, and how far the photo is turned clockwise, in radians */

const QUALITY = 0.9;
/** A mean difference that no JPEG of this quality makes by itself. */
const MOST_EXPORT_NOISE = 12;

export class Engine {
  constructor() {
    /** @type {ImageBitmap | null} */
    this.photo = null;
    /** @type {Map<string, Effect>} */
    this.effects = new Map();
    /** The picture that was painted last at its full size. */
    this.picture = surface(1, 1);
  }

  /**
   * Open a photo in place of the one before.
   * @param {Blob} file
   * @returns {Promise<{width: number, height: number, start: number}>} its size, and where a square best begins
   */
  async open(file) {
    const photo = await openPhoto(file);
    this.photo?.close();
    this.photo = photo;
    return { width: photo.width, height: photo.height, start: await bestStart(photo) };
  }

  /** Take the photo and the picture away. */
  clear() {
    this.photo?.close();
    this.photo = null;
    this.picture = surface(1, 1);
  }

  /** @returns {number} see `canvasNoise` */
  noise() {
    return canvasNoise();
  }

  /**
   * Make an effect known under a name, at its own size and at half of it.
   * @param {string} name
   * @param {Recipe} recipe
   * @param {string | null} overlay the address of its overlay, if it has one
   */
  async learn(name, recipe, overlay) {
    const effect = {
      size: recipe.size_px,
      needsPhoto: recipe.needs_photo,
      matrix: Int32Array.from(recipe.matrix.flat()),
      tables: recipe.tables.map((table) => Uint8Array.from(table)),
      overlay: overlay === null ? null : await loadOverlay(overlay, recipe.size_px),
    };
    for (const each of [effect, halved(effect)]) this.effects.set(`${name} ${each.size}`, each);
  }

  /**
   * Paint the picture.
   * @param {string} name a known effect's
   * @param {View | null} view null paints white
   * @param {number} size the effect's own size or half of it
   * @returns {ArrayBuffer} red, green, blue and alpha of every pixel
   */
  paint(name, view, size) {
    const effect = /** @type {Effect} */ (this.effects.get(`${name} ${size}`));
    const isDraft = this.effects.has(`${name} ${2 * size}`);
    const canvas = surface(size, size);
    this.draw(canvas, effect.needsPhoto ? view : null, isDraft);
    const image = pen(canvas).getImageData(0, 0, size, size);
    applyEffect(image.data, effect);
    if (!isDraft) {
      pen(canvas).putImageData(image, 0, 0);
      this.picture = canvas;
    }
    return image.data.buffer;
  }

  /**
   * Draw the kept square of the photo on white.
   * @param {import("./surface.js").Surface} canvas
   * @param {View | null} view
   * @param {boolean} isDraft drawn fast, for while things move
   */
  draw(canvas, view, isDraft) {
    const brush = pen(canvas);
    const size = canvas.width;
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, size, size);
    if (!view || !this.photo) return;
    const { x, y, side, angle } = view;
    brush.imageSmoothingQuality = isDraft ? "low" : "high";
    if (angle === 0) {
      brush.drawImage(this.photo, x - side / 2, y - side / 2, side, side, 0, 0, size, size);
      return;
    }
    brush.translate(size / 2, size / 2);
    brush.rotate(angle);
    brush.scale(size / side, size / side);
    brush.drawImage(this.photo, -x, -y);
    brush.setTransform(1, 0, 0, 1, 0, 0);
  }

  /**
   * Encode the picture that was painted last.
   * @param {number} size in pixels; the picture's own or smaller
   * @param {number} [mostBytes] a network's cap
   * @returns {Promise<{jpeg: Blob, isSpoilt: boolean}>} pixels and nothing else; spoilt if the browser changed them
   */
  async encode(size, mostBytes = Infinity) {
    const canvas = this.picture.width === size ? this.picture : this.resized(size);
    let quality = QUALITY;
    let jpeg = await cleanJpeg(canvas, quality);
    while (jpeg.size > mostBytes && quality > 0.4) {
      quality -= 0.1;
      jpeg = await cleanJpeg(canvas, quality);
    }
    return { jpeg, isSpoilt: (await exportNoise(jpeg, canvas)) > MOST_EXPORT_NOISE };
  }

  /**
   * @param {number} size
   * @returns {import("./surface.js").Surface}
   */
  resized(size) {
    const canvas = surface(size, size);
    pen(canvas).imageSmoothingQuality = "high";
    pen(canvas).drawImage(this.picture, 0, 0, size, size);
    return canvas;
  }
}

/**
 * @param {import("./surface.js").Surface} canvas
 * @param {number} quality
 * @returns {Promise<Blob>}
 */
async function cleanJpeg(canvas, quality) {
  const bytes = new Uint8Array(await (await jpegOf(canvas, quality)).arrayBuffer());
  // In one piece: Firefox opens no picture whose blob begins with a part of two bytes.
  const whole = await new Blob(withoutMetadata(bytes)).arrayBuffer();
  return new Blob([whole], { type: "image/jpeg" });
}
