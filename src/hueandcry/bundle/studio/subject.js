/**
 * Where the largest square should lie when nobody has said: around the faces where the browser finds faces,
 * else where the eye goes. The same rule as `pictures/subject.py`; a test holds the two together.
 */

import { pen, surface } from "./surface.js";

const LOOK_PX = 180;
const CENTRE_PULL = 0.35;

/**
 * Return where the square begins along the photo's longer side: 0 at the left or top end, 1 at the other.
 * @param {ImageBitmap} photo
 * @returns {Promise<number>}
 */
export async function bestStart(photo) {
  const scale = Math.min(1, LOOK_PX / Math.min(photo.width, photo.height));
  const canvas = surface(Math.round(photo.width * scale), Math.round(photo.height * scale));
  if (canvas.width === canvas.height) return 0.5;
  pen(canvas).drawImage(photo, 0, 0, canvas.width, canvas.height);
  const image = pen(canvas).getImageData(0, 0, canvas.width, canvas.height);
  return (await startAroundFaces(canvas)) ?? startByAttention(image);
}

/**
 * @param {import("./surface.js").Surface} canvas
 * @returns {Promise<number | null>} null if no face is found, or this browser does not look for faces
 */
async function startAroundFaces(canvas) {
  const Detector = /** @type {any} */ (globalThis).FaceDetector;
  if (!Detector) return null;
  try {
    const faces = await new Detector({ fastMode: true }).detect(canvas);
    return faces.length ? startAround(faces, canvas.width, canvas.height) : null;
  } catch {
    return null; // named, but not there: as on desktops
  }
}

/**
 * Centre the square on the faces' common middle, large faces weighing more.
 * @param {{boundingBox: DOMRectReadOnly}[]} faces
 * @param {number} width
 * @param {number} height
 * @returns {number}
 */
function startAround(faces, width, height) {
  let [weights, middles] = [0, 0];
  for (const { boundingBox: box } of faces) {
    const area = box.width * box.height;
    weights += area;
    middles += area * (width > height ? box.x + box.width / 2 : box.y + box.height / 2);
  }
  const side = Math.min(width, height);
  const start = (middles / weights - side / 2) / (Math.max(width, height) - side);
  return Math.min(1, Math.max(0, start));
}

/**
 * @param {ImageData} image
 * @returns {number}
 */
export function startByAttention(image) {
  const profile = attention(image);
  const side = Math.min(image.width, image.height);
  const slack = profile.length - side;
  let [best, most] = [0, -Infinity];
  for (let start = 0; start <= slack; start += 1) {
    const score = held(profile, start, side) * (1 - CENTRE_PULL * Math.abs((2 * start) / slack - 1));
    if (score > most) [best, most] = [start, score];
  }
  return best / slack;
}

/**
 * Return how much the square's circle holds of what draws the eye.
 * @param {Float64Array} profile
 * @param {number} start
 * @param {number} side
 * @returns {number}
 */
function held(profile, start, side) {
  let sum = 0;
  for (let i = 0; i < side; i += 1) {
    const across = (2 * i) / (side - 1) - 1;
    sum += profile[start + i] * Math.sqrt(1 - across * across);
  }
  return sum;
}

/**
 * Return how much each line across the longer side draws the eye: skin, then detail, then colour.
 * Skin range: Chai and Ngan, IEEE Trans. CSVT 9(4), 1999.
 * @param {ImageData} image
 * @returns {Float64Array} one number for each pixel of the longer side
 */
function attention({ data, width, height }) {
  const lies = width >= height;
  const profile = new Float64Array(Math.max(width, height));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const here = luma(data, at);
      const left = x > 0 ? luma(data, at - 4) : here;
      const above = y > 0 ? luma(data, at - 4 * width) : here;
      const blue = 128 + 0.564 * (data[at + 2] - here);
      const red = 128 + 0.713 * (data[at] - here);
      const isSkin = blue >= 77 && blue <= 127 && red >= 133 && red <= 173 && here > 40;
      const detail = Math.abs(here - left) + Math.abs(here - above);
      const colour = Math.abs(blue - 128) + Math.abs(red - 128);
      profile[lies ? x : y] += (isSkin ? 2 : 0) + detail / 32 + colour / 128;
    }
  }
  return profile;
}

/**
 * @param {Uint8ClampedArray} data
 * @param {number} at
 * @returns {number}
 */
function luma(data, at) {
  return 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
}
