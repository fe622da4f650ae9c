// sharp two ways, in the loop that worker.py runs: a job in on stdin, its cost out on stdout.
//
// `documented` is what its manual shows: autoOrient, resize, recomb, linear, composite. `tuned` takes raw pixels
// after the resize, does Display P3 and the effect in typed arrays, and hands them back to be encoded.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [variant, recipesPath] = process.argv.slice(2);
const sharp = createRequire(`${process.env.BENCH_SHARP}/`)("sharp");
sharp.concurrency(1);
sharp.cache(false);

const recipes = JSON.parse(readFileSync(recipesPath, "utf8"));
const QUALITY = 90;
const ONE = 65536;

/** Encode as the recipe says, without metadata, which is sharp's default. */
function encode(image, recipe) {
  if (recipe.is_lossless) return image.png({ compressionLevel: 1 }).toBuffer();
  return image.jpeg({ quality: QUALITY, chromaSubsampling: "4:2:0" }).toBuffer();
}

/** Wrap raw RGB pixels of a square. */
function wrap(pixels, sizePx) {
  return sharp(pixels, { raw: { width: sizePx, height: sizePx, channels: 3 } });
}

/** Encode the picture and each smaller one, which is made from the one before. */
async function fanOut(pixels, recipe) {
  const files = [];
  let [from] = recipe.sizes_px;
  for (const sizePx of recipe.sizes_px) {
    if (sizePx !== from) pixels = await wrap(pixels, from).resize(sizePx, sizePx).raw().toBuffer();
    files.push(await encode(wrap(pixels, sizePx), recipe));
    from = sizePx;
  }
  return files;
}

// As documented ---------------------------------------------------------------------------------------------

/** Return an effect's colours as one 3×4 matrix; a duotone's tables are straight lines. */
function affine(recipe) {
  if (recipe.colour === "matrix") return recipe.matrix;
  return recipe.tables.map((table, channel) => {
    const gain = (table[255] - table[0]) / 255;
    return [...recipe.matrix[channel].slice(0, 3).map((weight) => weight * gain), table[0]];
  });
}

async function paintAsDocumented(photo, recipe) {
  const [sizePx] = recipe.sizes_px;
  let image = sharp(photo).autoOrient().resize(sizePx, sizePx);
  if (recipe.colour !== "none") {
    const rows = affine(recipe);
    image = image.recomb(rows.map((row) => row.slice(0, 3))).linear([1, 1, 1], rows.map((row) => row[3]));
  }
  if (recipe.overlay) image = image.composite([{ input: recipe.overlay }]);
  if (recipe.sizes_px.length === 1) return [await encode(image, recipe)];
  return fanOut(await image.raw().toBuffer(), recipe);
}

// Tuned -----------------------------------------------------------------------------------------------------

/** Display P3 → linear sRGB. Source: SMPTE EG 432-1 and IEC 61966-2-1, both D65. */
const P3_TO_SRGB = [
  [1.2249402, -0.2249402, 0],
  [-0.0420569, 1.0420569, 0],
  [-0.0196376, -0.0786361, 1.0982737],
];
const STEPS = 4096;
const decoded = Float32Array.from({ length: 256 }, (_, level) => {
  const value = level / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
const encoded = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const value = step / STEPS;
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
});

/** Convert Display P3 to sRGB in place, in linear light. */
function convertP3(pixels) {
  const [[a, b], [d, e], [g, h, i]] = P3_TO_SRGB;
  for (let at = 0; at < pixels.length; at += 3) {
    const red = decoded[pixels[at]];
    const green = decoded[pixels[at + 1]];
    const blue = decoded[pixels[at + 2]];
    pixels[at] = encoded[level(a * red + b * green)];
    pixels[at + 1] = encoded[level(d * red + e * green)];
    pixels[at + 2] = encoded[level(g * red + h * green + i * blue)];
  }
}

/** Return the step of the encoding table for a linear value. */
function level(value) {
  return value <= 0 ? 0 : value >= 1 ? STEPS : (value * STEPS + 0.5) | 0;
}

/** Apply a matrix in place. */
function mix(pixels, matrix) {
  const [a, b, c, d, e, f, g, h, i, j, k, l] = matrix.flat().map((number) => Math.round(number * ONE));
  const [x, y, z] = [d, h, l].map((offset) => offset + ONE / 2);
  for (let at = 0; at < pixels.length; at += 3) {
    const red = pixels[at];
    const green = pixels[at + 1];
    const blue = pixels[at + 2];
    pixels[at] = clamp((a * red + b * green + c * blue + x) >> 16);
    pixels[at + 1] = clamp((e * red + f * green + g * blue + y) >> 16);
    pixels[at + 2] = clamp((i * red + j * green + k * blue + z) >> 16);
  }
}

function clamp(value) {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** Look colours up by luminance, in place. */
function lookUp(pixels, recipe) {
  const [a, b, c] = recipe.matrix[0].map((number) => Math.round(number * ONE));
  const [reds, greens, blues] = tablesOf(recipe);
  for (let at = 0; at < pixels.length; at += 3) {
    const grey = (a * pixels[at] + b * pixels[at + 1] + c * pixels[at + 2] + ONE / 2) >> 16;
    pixels[at] = reds[grey];
    pixels[at + 1] = greens[grey];
    pixels[at + 2] = blues[grey];
  }
}

function tablesOf(recipe) {
  recipe.made ??= recipe.tables.map((table) => Uint8Array.from(table));
  return recipe.made;
}

const overlays = new Map();

/** Return an overlay's premultiplied colours and, for each of them, what it lets through. */
async function openOverlay(path) {
  if (!overlays.has(path)) {
    const straight = await sharp(path).ensureAlpha().raw().toBuffer();
    const colours = new Uint16Array((straight.length / 4) * 3);
    const through = new Uint8Array(colours.length);
    for (let at = 0; at < colours.length; at += 1) {
      const pixel = Math.floor(at / 3);
      const alpha = straight[pixel * 4 + 3];
      colours[at] = straight[pixel * 4 + (at % 3)] * alpha;
      through[at] = 255 - alpha;
    }
    overlays.set(path, { colours, through });
  }
  return overlays.get(path);
}

/** Lay an overlay on the pixels, in place; adding a 256th is an exact division by 255. */
function layOver(pixels, { colours, through }) {
  for (let at = 0; at < pixels.length; at += 1) {
    const sum = pixels[at] * through[at] + colours[at] + 128;
    pixels[at] = (sum + (sum >> 8)) >> 8;
  }
}

/** Whether a profile names Display P3; what else there is goes through sharp's own conversion. */
function isP3(profile) {
  const name = profile.toString("latin1").replaceAll("\0", "");
  return name.includes("Display P3");
}

async function paintTuned(photo, recipe) {
  const [sizePx] = recipe.sizes_px;
  const { icc } = await sharp(photo).metadata();
  const byHand = Boolean(icc) && isP3(icc);
  const image = sharp(photo, { ignoreIcc: byHand }).autoOrient().resize(sizePx, sizePx);
  const pixels = await image.raw().toBuffer();
  if (byHand) convertP3(pixels);
  if (recipe.colour === "matrix") mix(pixels, recipe.matrix);
  if (recipe.colour === "luminance") lookUp(pixels, recipe);
  if (recipe.overlay) layOver(pixels, await openOverlay(recipe.overlay));
  return fanOut(pixels, recipe);
}

// The loop --------------------------------------------------------------------------------------------------

const paint = { documented: paintAsDocumented, tuned: paintTuned }[variant];

/** Return the most memory this process has held at once. */
function peakMb() {
  try {
    const line = readFileSync("/proc/self/status", "utf8").match(/VmHWM:\s+(\d+)/);
    return (Number(line[1]) * 1024) / 1e6;
  } catch {
    return (process.resourceUsage().maxRSS * 1024) / 1e6;
  }
}

async function answer(job) {
  const photos = job.photos.map((path) => readFileSync(path));
  const recipe = recipes[job.recipe];
  const wall = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  let files = [];
  try {
    for (const photo of photos) files = await paint(photo, recipe);
  } catch (error) {
    return { error: String(error) };
  }
  const spent = process.cpuUsage(cpu);
  const passedNs = Number(process.hrtime.bigint() - wall);
  if (job.keep) writeFileSync(job.keep, files[0]);
  return { cpu_ms: (spent.user + spent.system) / 1000, wall_ms: passedNs / 1e6, peak_mb: peakMb() };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
