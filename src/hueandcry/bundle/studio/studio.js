/** The studio: pick, see, move, save, share. Wires the page to the easel, the tally and what is kept. */

import { fillLinks, offerWayOut } from "./arrival.js";
import { Easel } from "./easel.js";
import { listen } from "./gestures.js";
import { Handing } from "./handing.js";
import { Helper } from "./helper.js";
import { Keeping } from "./keeping.js";
import { readLink } from "./link.js";
import { tellNews } from "./news.js";
import { at, during, listenToCopying, say, settings, show, texts } from "./page.js";
import { imageIn } from "./photo.js";
import { findPlace, savesData } from "./place.js";
import { Rescue } from "./rescue.js";
import { Tally } from "./tally.js";
import { found, mark, unmark } from "./trail.js";
import { countText } from "./words.js";

/** Above this the canvas is not noisy but blocked. */
const MOST_NOISE = 8;

const square = /** @type {HTMLCanvasElement} */ (at("square"));
const sample = /** @type {HTMLImageElement} */ (at("sample"));
const zoom = /** @type {HTMLInputElement} */ (at("zoom"));
const pickers = /** @type {HTMLInputElement[]} */ ([at("file"), at("camera")]);
const place = findPlace();
const came = readLink(location.search);
const easel = new Easel(square, [at("circle"), at("small"), at("tiny")]);
const noise = easel.painter.ask("noise");
const helper = new Helper(settings.tally);
const handing = new Handing(easel, helper, place);
const tally = new Tally(settings.slug, settings.tally);
const keeping = new Keeping(tally, easel.painter, () => photo, begin);
const rescue = new Rescue(helper, () => variant.name, rescued);
let variant = chosen();
/** @type {Blob | null} */
let photo = null;
/** Whether the server turned the picture, so that there is nothing to move here. */
let isTurned = false;

/** @returns {import("./easel.js").Variant} the checked one: browsers keep it over a reload */
function chosen() {
  const radio = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=variant]:checked"));
  return settings.variants.find(({ name }) => name === radio?.value) ?? settings.variants[0];
}

/** Show what the present choice needs: the drawn face, or the picture and its tools. */
function arrange() {
  const needsPhoto = variant.effect.needs_photo;
  const isReady = !needsPhoto || easel.crop !== null || isTurned;
  const isMovable = needsPhoto && easel.crop !== null && !isTurned;
  show(isReady && !isTurned, "square", "shapes");
  show(!isReady || isTurned, "sample");
  show(isReady, "save");
  show(isReady && handing.canShare && !place.isInApp, "share");
  show(isMovable, "tools", "move-hint");
  show(!needsPhoto, "solid-note");
  show(needsPhoto, "pick");
  show(!isReady, "camera-pick");
  square.classList.toggle("movable", isMovable);
  at("stage").classList.toggle("filled", isReady);
  at("pick").classList.toggle("strong", !isReady);
  at("pick-text").textContent = isReady ? texts.choose_another : texts.choose_photo;
  void keeping.refresh();
}

/**
 * Paint what there is to paint, and say so if it cannot be done.
 * @returns {Promise<boolean>} whether it went well
 */
async function repaint() {
  if (square.hidden) return true;
  try {
    await during(texts.loading, easel.refresh(variant));
    return true;
  } catch {
    say(texts.no_effect);
    return false;
  }
}

/** @param {Blob | undefined} file */
async function take(file) {
  if (!file) return unmark();
  rescue.withdraw();
  if ((await noise) > MOST_NOISE) {
    unmark();
    return rescue.offer("paint", file, texts.canvas_blocked);
  }
  try {
    await during(texts.opening, easel.open(file));
  } catch (error) {
    unmark();
    const { message } = /** @type {Error} */ (error);
    return message === "heic" ? rescue.offer("convert", file, texts.heic) : say(texts[message] ?? texts.bad_photo);
  }
  photo = file;
  isTurned = false;
  handing.drop();
  zoom.value = "0";
  if (!variant.effect.needs_photo) pick(/** @type {any} */ (settings.variants.find((each) => each.effect.needs_photo)));
  arrange();
  if (await repaint()) say("");
  unmark();
  at("picture").scrollIntoView({ block: "start" });
  square.focus({ preventScroll: true });
}

/**
 * @param {import("./rescue.js").Way} way
 * @param {Blob} made
 */
function rescued(way, made) {
  if (way === "convert") return void take(made);
  isTurned = true;
  handing.put(made);
  sample.src = URL.createObjectURL(made);
  say("");
  arrange();
}

/** @param {import("./easel.js").Variant | undefined} wanted */
function pick(wanted) {
  if (!wanted) return;
  variant = wanted;
  isTurned = false;
  handing.drop();
  const radio = /** @type {HTMLInputElement | null} */ (document.querySelector(`input[name=variant][value="${variant.name}"]`));
  if (radio) radio.checked = true;
  if (!sample.src.endsWith(variant.preview)) sample.src = variant.preview;
  arrange();
}

/** Make sure that the file is the picture as it is seen now. */
async function finished() {
  if (handing.file) return;
  await easel.finish(variant);
  await handing.prepare(variant.effect.size_px);
}

/**
 * Hand the picture over, then be counted: nobody waits for the counter.
 * @param {(network: string) => Promise<boolean>} hand returns false if the person has more to do
 * @param {"save" | "share"} what
 * @param {string} [network]
 */
async function handOver(hand, what, network = "") {
  const save = /** @type {HTMLButtonElement} */ (at("save"));
  save.disabled = true;
  let isFile = false;
  try {
    await during(texts.saving, finished());
    isFile = await hand(network);
    if (!isFile && what === "share") return;
  } catch {
    say(texts.no_effect);
    return;
  } finally {
    save.disabled = false;
  }
  const words = what === "share" ? texts.shared : isFile ? texts.saved : texts.press_hold;
  say(words);
  show(true, "after", "next");
  tally.event(what);
  await beCounted(words, network);
}

/**
 * @param {string} words what is said already
 * @param {string} network
 */
async function beCounted(words, network) {
  const hadJoined = tally.joined;
  const facts = { language: settings.language, variant: variant.name, generation: came.generation };
  const named = { ...(came.partner && { partner: came.partner }), ...(network && { network }) };
  const count = (/** @type {number} */ supporters) => {
    showCount(supporters);
    say(`${words} ${texts.joined}`);
  };
  const supporters = await tally.joinInTheEnd({ ...facts, ...named }, count);
  if (supporters !== null) count(supporters);
  else if (!hadJoined && settings.tally !== null) say(`${words} ${texts.not_counted}`);
  void keeping.refresh();
}

/** @param {number | null} supporters */
function showCount(supporters) {
  at("count").hidden = supporters === null;
  if (supporters !== null) at("count").textContent = countText(supporters, texts.supporters, settings.numbers);
}

/** Begin anew, as if nothing had been chosen. */
function begin() {
  photo = null;
  isTurned = false;
  easel.clear();
  handing.drop();
  rescue.withdraw();
  sample.src = variant.preview;
  show(false, "after", "next");
  arrange();
}

function listenToPicking() {
  // Enter in a field would send the form, which is there for browsers without scripts.
  at("picture").addEventListener("submit", (event) => event.preventDefault());
  for (const picker of pickers) {
    picker.addEventListener("click", () => mark(variant.name));
    picker.addEventListener("cancel", unmark);
    picker.addEventListener("change", () => {
      void take(picker.files?.[0]);
      picker.value = "";
    });
  }
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    void take(imageIn(event.dataTransfer));
  });
  document.addEventListener("paste", (event) => {
    const image = imageIn(event.clipboardData);
    if (image) void take(image);
  });
  for (const radio of document.querySelectorAll("input[name=variant]")) {
    radio.addEventListener("change", () => {
      pick(chosen());
      void repaint();
    });
  }
}

function listenToMoving() {
  const moved = () => {
    handing.drop();
    zoom.value = String(Math.round((easel.crop?.zoom ?? 0) * 100));
    void repaint();
  };
  /** @type {[string, (crop: import("./crop.js").Crop) => void][]} */
  const tools = [
    ["turn-left", (crop) => crop.turnBy(-Math.PI / 2)],
    ["turn-right", (crop) => crop.turnBy(Math.PI / 2)],
    ["reset", (crop) => crop.reset()],
  ];
  listen(square, () => easel.crop, moved);
  zoom.addEventListener("input", () => {
    if (easel.crop) easel.crop.zoom = Number(zoom.value) / 100;
    moved();
  });
  for (const [id, act] of tools) {
    at(id).addEventListener("click", () => {
      if (easel.crop) act(easel.crop);
      moved();
    });
  }
}

function listenToHanding() {
  at("save").addEventListener("click", () => void handOver(() => handing.save(), "save"));
  at("share").addEventListener("click", () => void handOver(() => handing.share(), "share"));
  easel.onrest = () => void handing.prepare(variant.effect.size_px).catch(() => {});
  handing.onspoilt = () => photo && rescue.offer("paint", photo, texts.canvas_noisy);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-size]"))) {
    const { size, bytes, network } = button.dataset;
    const cut = () => handing.saveAt(Number(size), Number(bytes) || Infinity).then(() => !place.isInApp);
    button.hidden = false;
    button.addEventListener("click", () => void handOver(cut, "save", network));
  }
}

/** Say what happened if the phone ended the page while a photo was being chosen or opened. */
function recover() {
  const name = found();
  unmark();
  if (name === null) return;
  pick(settings.variants.find((each) => each.name === name));
  say(texts.recovered);
}

/** Have everything here before it is asked for, so that the network may go. Data savers wait until it is. */
function loadEffects() {
  if (savesData()) return;
  const [first, ...others] = [variant, ...settings.variants.filter((each) => each !== variant)];
  void others.reduce((before, each) => before.then(() => easel.learn(each)), easel.learn(first)).catch(() => {});
}

/** Take a breath, so that the page listens in between. */
const breathe = () => new Promise((resolve) => setTimeout(resolve));

listenToPicking();
recover();
arrange();
const early = pickers.find((picker) => picker.files?.length);
if (early) void take(early.files?.[0]); // chosen before this script was here
else void repaint();
await breathe();
listenToMoving();
listenToHanding();
offerWayOut(place);
await breathe();
show(false, "after");
fillLinks(came);
listenToCopying();
document.documentElement.dataset.ready = "";
await breathe();
loadEffects();
void tally.supporters().then(showCount);
tally.event("visit");
void tellNews();
void keeping.renew();
