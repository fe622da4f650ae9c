/** The supporter's photo: opened by the browser's own decoder, upright, in sRGB. It goes nowhere else. */

import { isHeic, jpegSize } from "./header.js";
import { pen, surface } from "./surface.js";

const MOST_BYTES = 60_000_000;
const MOST_PIXELS = 100_000_000;
/** iOS allows no canvas above 16.7 megapixels; a larger photo is kept at most this wide and high. */
const MOST_SIDE = 4096;

/** Says which text to show. */
export class PhotoError extends Error {}

/**
 * Open a photo.
 * @param {Blob} file
 * @returns {Promise<ImageBitmap>} at most 4096 pixels wide and high
 * @throws {PhotoError} with the key of the text to show
 */
export async function openPhoto(file) {
  const size = await jpegSize(file);
  if (file.size > MOST_BYTES || (size && size.width * size.height > MOST_PIXELS)) throw new PhotoError("too_large");
  try {
    const shrunk = size && (await openShrunk(file, size));
    return shrunk || fitted(await createImageBitmap(file, { imageOrientation: "from-image" }));
  } catch (error) {
    if (error instanceof PhotoError) throw error;
    throw new PhotoError((await isHeic(file)) ? "heic" : "bad_photo");
  }
}

/**
 * Open a large JPEG at a number of eighths of its size, which a decoder does without ever holding all of it.
 * @param {Blob} file
 * @param {{width: number, height: number}} size
 * @returns {Promise<ImageBitmap | null>} null if it is not large, or this browser cannot
 */
async function openShrunk(file, { width, height }) {
  const eighths = Math.floor((8 * MOST_SIDE) / Math.max(width, height));
  if (eighths >= 8 || eighths < 1 || !("ImageDecoder" in globalThis)) return null;
  const decoder = new ImageDecoder({
    data: file.stream(),
    type: "image/jpeg",
    desiredWidth: Math.ceil((width * eighths) / 8),
    desiredHeight: Math.ceil((height * eighths) / 8),
  });
  try {
    const { image } = await decoder.decode();
    const bitmap = await createImageBitmap(image);
    image.close();
    return fitted(bitmap);
  } catch {
    return null; // what it cannot, the ordinary way may
  } finally {
    decoder.close();
  }
}

/**
 * Return the photo at a size that every browser can draw.
 * @param {ImageBitmap} photo
 * @returns {ImageBitmap}
 */
function fitted(photo) {
  const { width, height } = photo;
  const scale = MOST_SIDE / Math.max(width, height);
  if (width * height > MOST_PIXELS) {
    photo.close();
    throw new PhotoError("too_large");
  }
  if (scale >= 1 || typeof OffscreenCanvas === "undefined") return photo;
  const canvas = /** @type {OffscreenCanvas} */ (surface(Math.floor(width * scale), Math.floor(height * scale)));
  pen(canvas).imageSmoothingQuality = "high";
  pen(canvas).drawImage(photo, 0, 0, canvas.width, canvas.height);
  photo.close();
  return canvas.transferToImageBitmap();
}

/**
 * Return the first image among what was dropped or pasted.
 * @param {DataTransfer | null} transfer
 * @returns {File | undefined}
 */
export function imageIn(transfer) {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/") || file.type === "");
}
