/** What the first bytes of a file say: a JPEG's size before it is decoded, and whether it is HEIC. */

const LOOK_BYTES = 262_144;
const HEIC_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

/**
 * @param {Blob} file
 * @returns {Promise<{width: number, height: number} | null>} as stored, before it is turned upright; null if it
 * is no JPEG or does not say
 */
export async function jpegSize(file) {
  const bytes = new DataView(await file.slice(0, LOOK_BYTES).arrayBuffer());
  if (bytes.byteLength < 4 || bytes.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= bytes.byteLength && bytes.getUint8(at) === 0xff) {
    const marker = bytes.getUint8(at + 1);
    if (isFrame(marker)) return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    at += 2 + bytes.getUint16(at + 2);
  }
  return null;
}

/**
 * Whether a marker begins a frame: SOF0 to SOF15, which DHT, JPG and DAC lie among.
 * @param {number} marker
 * @returns {boolean}
 */
function isFrame(marker) {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/**
 * Whether a file is HEIC, by its content.
 * @param {Blob} file
 * @returns {Promise<boolean>}
 */
export async function isHeic(file) {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer()));
  return head.slice(4, 8) === "ftyp" && HEIC_BRANDS.includes(head.slice(8, 12));
}
