/** The supporter's photo: opened by the browser's own decoder, upright, in sRGB. It goes nowhere else. */

const MOST_BYTES = 60_000_000;
const MOST_PIXELS = 100_000_000;

/** Says which text to show. */
export class PhotoError extends Error {}

/**
 * Open a photo.
 * @param {Blob} file
 * @returns {Promise<ImageBitmap>}
 * @throws {PhotoError} with the key of the text to show
 */
export async function openPhoto(file) {
  if (file.size > MOST_BYTES) throw new PhotoError("too_large");
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new PhotoError("bad_photo");
  }
  if (bitmap.width * bitmap.height > MOST_PIXELS) {
    bitmap.close();
    throw new PhotoError("too_large");
  }
  return bitmap;
}

/**
 * Return the first image among what was dropped or pasted.
 * @param {DataTransfer | null} transfer
 * @returns {File | undefined}
 */
export function imageIn(transfer) {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith("image/") || file.type === "");
}
