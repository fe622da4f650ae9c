/** Hands on the picture: drag, pinch, wheel, keys → moves and zooms of the crop. */

/** @typedef {import("./crop.js").Crop} Crop */

const STEP = 0.02;
const ZOOM_STEP = 1.1;

/**
 * Let a canvas be moved by hand.
 * @param {HTMLCanvasElement} canvas
 * @param {() => Crop | null} current
 * @param {() => void} changed
 */
export function listen(canvas, current, changed) {
  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
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
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      crop.zoomBy(factor, (middle.x - box.left) / box.width, (middle.y - box.top) / box.height);
    }
    const fingersDown = other ? 2 : 1;
    crop.move((now.x - before.x) / box.width / fingersDown, (now.y - before.y) / box.height / fingersDown);
    fingers.set(event.pointerId, now);
    changed();
  });
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
    const act = crop && keys(crop)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
    changed();
  });
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
  };
}

/**
 * @param {{x: number, y: number}} a
 * @param {{x: number, y: number}} b
 * @returns {number}
 */
function distance(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
