/** A JPEG as a browser makes it → one that carries pixels and nothing else. */

const [SOI, APP1, APP13, APP15, COM, SOS] = [0xd8, 0xe1, 0xed, 0xef, 0xfe, 0xda];

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
