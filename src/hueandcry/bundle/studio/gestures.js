/** Hands on the picture: drag, pinch, twist, wheel, double tap, keys → moves of the crop. */

/** @typedef {import("./crop.js").Crop} Crop */
/** @typedef {{x: number, y: number}} Point */

const STEP = 0.02;
const ZOOM_STEP = 1.1;
const TURN_STEP = Math.PI / 36;
const TAP_MS = 300;
const TAP_PX = 24;

/**
 * Let a canvas be moved by hand.
 * @param {HTMLCanvasElement} canvas
 * @param {() => Crop | null} current
 * @param {() => void} changed
 */
export function listen(canvas, current, changed) {
  listenToFingers(canvas, current, changed);
  canvas.addEventListener(
    "wheel",
    (event) => {
      const crop = current();
      if (!crop) return;
      event.preventDefault();
      const box = canvas.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY / (event.deltaMode ? 20 : 400));
      crop.zoomBy(factor, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
      changed();
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => {
    const crop = current();
    const act = crop && !event.ctrlKey && !event.metaKey && !event.altKey && keys(crop)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
    changed();
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {() => Crop | null} current
 * @param {() => void} changed
 */
function listenToFingers(canvas, current, changed) {
  /** @type {Map<number, Point>} */
  const fingers = new Map();
  let lastTap = { at: -Infinity, x: 0, y: 0 };

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const crop = current();
    const tap = { at: event.timeStamp, x: event.clientX, y: event.clientY };
    if (crop && fingers.size === 1 && tap.at - lastTap.at < TAP_MS && distance(tap, lastTap) < TAP_PX) {
      crop.reset();
      changed();
    }
    lastTap = tap;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => fingers.delete(/** @type {PointerEvent} */ (event).pointerId));
  }
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    const crop = current();
    if (!before || !crop) return;
    const now = { x: event.clientX, y: event.clientY };
    const box = canvas.getBoundingClientRect();
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      lastTap.at = -Infinity;
      pinch(crop, before, now, other, box);
    }
    const fingersDown = other ? 2 : 1;
    crop.move((now.x - before.x) / box.width / fingersDown, (now.y - before.y) / box.height / fingersDown);
    fingers.set(event.pointerId, now);
    changed();
  });
}

/**
 * Zoom and turn as two fingers do, one of which moved.
 * @param {Crop} crop
 * @param {Point} before
 * @param {Point} now
 * @param {Point} other
 * @param {DOMRect} box
 */
function pinch(crop, before, now, other, box) {
  const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
  const factor = distance(now, other) / Math.max(1, distance(before, other));
  crop.zoomBy(factor, (middle.x - box.left) / box.width, (middle.y - box.top) / box.height);
  crop.turnBy(bearing(other, now) - bearing(other, before));
}

/**
 * @param {Crop} crop
 * @returns {Record<string, () => void>}
 */
function keys(crop) {
  return {
    ArrowLeft: () => crop.move(-STEP, 0),
    ArrowRight: () => crop.move(STEP, 0),
    ArrowUp: () => crop.move(0, -STEP),
    ArrowDown: () => crop.move(0, STEP),
    "+": () => crop.zoomBy(ZOOM_STEP),
    "=": () => crop.zoomBy(ZOOM_STEP),
    "-": () => crop.zoomBy(1 / ZOOM_STEP),
    "[": () => crop.turnBy(-TURN_STEP),
    "]": () => crop.turnBy(TURN_STEP),
    0: () => crop.reset(),
  };
}

/**
 * @param {Point} a
 * @param {Point} b
 * @returns {number}
 */
function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/**
 * @param {Point} from
 * @param {Point} to
 * @returns {number} radians
 */
function bearing(from, to) {
  return Math.atan2(to.y - from.y, to.x - from.x);
}
