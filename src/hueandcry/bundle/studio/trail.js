/**
 * A mark for the moment a photo is chosen and opened. Phones may end a page while the camera or a large photo has
 * the memory; the page that comes up again finds the mark and says what happened. It lives in the tab only, and
 * only for that moment.
 */

const KEY = "hue:opening";

/** @param {string} variant the chosen one's name */
export function mark(variant) {
  try {
    sessionStorage.setItem(KEY, variant);
  } catch {
    // storage is switched off: then the page begins anew
  }
}

export function unmark() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // storage is switched off
  }
}

/** @returns {string | null} the variant that was chosen when the page ended */
export function found() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
