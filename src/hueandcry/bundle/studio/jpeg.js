/** A canvas → a JPEG file that carries pixels and nothing else. */

const QUALITY = 0.9;
const [SOI, APP1, APP13, APP15, COM, SOS] = [0xd8, 0xe1, 0xed, 0xef, 0xfe, 0xda];

/**
 * Encode a canvas.
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
export async function encode(canvas) {
  const blob = await new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no JPEG"))), "image/jpeg", QUALITY);
  });
  return new Blob(withoutMetadata(new Uint8Array(await blob.arrayBuffer())), { type: "image/jpeg" });
}

/**
 * Leave out what some browsers add by themselves: APP1 to APP13, APP15 and comments. APP0 (JFIF) and
 * APP14 (which says how colours are coded) stay.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Uint8Array<ArrayBuffer>[]}
 */
export function withoutMetadata(bytes) {
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new Error("no JPEG");
  while (at + 4 <= bytes.length && bytes[at + 1] !== SOS) {
    const marker = bytes[at + 1];
    const next = at + 2 + bytes[at + 2] * 256 + bytes[at + 3];
    const speaks = (marker >= APP1 && marker <= APP13) || marker === APP15 || marker === COM;
    if (!speaks) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return [...kept, bytes.subarray(at)];
}

/**
 * Hand a file to the person under a name that says nothing.
 * @param {Blob} blob
 */
export function download(blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "photo.jpg";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
