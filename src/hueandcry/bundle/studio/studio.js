/** The studio: pick, see, move, save. Wires the page to the easel and the tally. */

import { Easel } from "./easel.js";
import { listen } from "./gestures.js";
import { download, encode } from "./jpeg.js";
import { PhotoError, imageIn, openPhoto } from "./photo.js";
import { Tally } from "./tally.js";
import { countText } from "./words.js";

/**
 * @typedef {object} Settings
 * @property {string} slug
 * @property {string} language
 * @property {string | null} tally
 * @property {import("./easel.js").Variant[]} variants
 * @property {Record<string, string> & {supporters: Record<string, string>}} texts
 */

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
const at = (id) => /** @type {T} */ (document.getElementById(id));

/** @type {Settings} */
const settings = JSON.parse(at("settings").textContent ?? "");
const { texts } = settings;
const square = /** @type {HTMLCanvasElement} */ (at("square"));
const sample = /** @type {HTMLImageElement} */ (at("sample"));
const file = /** @type {HTMLInputElement} */ (at("file"));
const zoom = /** @type {HTMLInputElement} */ (at("zoom"));
const [choose, save] = [at("choose"), /** @type {HTMLButtonElement} */ (at("save"))];
const easel = new Easel(square, [at("circle"), at("small")]);
const tally = new Tally(settings.slug, settings.tally);
let variant = settings.variants[0];

/** @param {string} text */
function say(text) {
  at("status").textContent = text;
}

/** @param {number | null} supporters */
function showCount(supporters) {
  at("count").hidden = supporters === null;
  if (supporters !== null) {
    at("count").textContent = countText(supporters, texts.supporters, settings.language);
  }
}

/** Show what the present choice needs: the sample, or the picture and its tools. */
function arrange() {
  const ready = !variant.needs_photo || easel.photo !== null;
  const movable = variant.needs_photo && easel.photo !== null;
  square.hidden = !ready;
  sample.hidden = ready;
  for (const id of ["shapes", "save"]) at(id).hidden = !ready;
  for (const id of ["zoom-row", "move-hint"]) at(id).hidden = !movable;
  square.classList.toggle("movable", movable);
  at("stage").classList.toggle("filled", ready);
  at("solid-note").hidden = variant.needs_photo;
  choose.hidden = !variant.needs_photo;
  choose.classList.toggle("strong", !ready);
  choose.textContent = easel.photo ? texts.choose_another : texts.choose_photo;
  at("forget").hidden = !tally.remembers;
}

/**
 * Paint what there is to paint, and say so if it cannot be done.
 * @returns {Promise<boolean>} whether it went well
 */
async function repaint() {
  if (square.hidden) return true;
  try {
    await easel.refresh(variant);
    return true;
  } catch {
    say(texts.no_effect);
    return false;
  }
}

/** @param {Blob | undefined} photo */
async function take(photo) {
  if (!photo) return;
  say(texts.opening);
  try {
    easel.put(await openPhoto(photo));
  } catch (error) {
    say(error instanceof PhotoError ? texts[error.message] : texts.bad_photo);
    return;
  }
  zoom.value = "0";
  if (!variant.needs_photo) pick(settings.variants.findIndex((each) => each.needs_photo));
  arrange();
  if (await repaint()) say("");
  square.focus({ preventScroll: true });
}

/** @param {number} index */
function pick(index) {
  if (index < 0) return;
  variant = settings.variants[index];
  const radio = /** @type {HTMLInputElement | null} */ (document.querySelector(`input[name=variant][value="${index}"]`));
  if (radio) {
    radio.checked = true;
    sample.src = radio.dataset.preview ?? sample.src;
  }
  arrange();
}

/** Save the picture, then be counted: nobody waits for the counter. */
async function keep() {
  save.disabled = true;
  say(texts.saving);
  try {
    await easel.paint(variant, 1);
    download(await encode(square));
  } catch {
    say(texts.no_effect);
    return;
  } finally {
    save.disabled = false;
  }
  say(texts.saved);
  tally.event("save");
  const before = tally.joined;
  const supporters = await tally.join({ language: settings.language, variant: variant.name });
  if (supporters !== null) {
    showCount(supporters);
    say(`${texts.saved} ${texts.joined}`);
  } else if (!before && settings.tally !== null) {
    say(`${texts.saved} ${texts.not_counted}`);
  }
  arrange();
}

choose.addEventListener("click", () => file.click());
file.addEventListener("change", () => {
  void take(file.files?.[0]);
  file.value = "";
});
save.addEventListener("click", () => void keep());
zoom.addEventListener("input", () => {
  if (easel.crop) easel.crop.zoom = Number(zoom.value) / 100;
  void repaint();
});
listen(
  square,
  () => easel.crop,
  () => {
    zoom.value = String(Math.round((easel.crop?.zoom ?? 0) * 100));
    void repaint();
  },
);
for (const radio of document.querySelectorAll("input[name=variant]")) {
  radio.addEventListener("change", () => {
    pick(Number(/** @type {HTMLInputElement} */ (radio).value));
    void repaint();
  });
}
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  void take(imageIn(event.dataTransfer));
});
document.addEventListener("paste", (event) => void take(imageIn(event.clipboardData)));
at("forget").addEventListener("click", () => {
  tally.forget();
  easel.clear();
  arrange();
  say(texts.forgotten);
});
const copy = document.getElementById("copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(at("hashtags").textContent ?? "");
    copy.textContent = texts.copied;
  });
}

arrange();
void repaint();
void tally.supporters().then(showCount);
tally.event("visit");
document.documentElement.dataset.ready = "";
