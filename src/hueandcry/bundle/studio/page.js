/** The page as the other modules know it: its elements, its settings, and what it says. */

/**
 * @typedef {object} Settings
 * @property {string} slug
 * @property {string} language
 * @property {string} numbers the language with the digits its numbers are written in
 * @property {string} edition of the campaign
 * @property {string | null} ends its last day
 * @property {string} address where it officially stands; may be empty
 * @property {string | null} tally where joins are counted and photos converted; null: nowhere
 * @property {import("./easel.js").Variant[]} variants
 * @property {string[]} keep addresses of what this page needs while there is no network
 * @property {Record<string, string> & {supporters: Record<string, string>}} texts
 */

const SHOWN_AFTER_MS = 200;

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export const at = (id) => /** @type {T} */ (document.getElementById(id));

/** @type {Settings} */
export const settings = JSON.parse(at("settings").textContent ?? "");
export const { texts } = settings;

/** @param {string} text */
export function say(text) {
  at("status").textContent = text;
}

/**
 * Wait for some work; what takes longer than a blink is said, and shown to go on.
 * @template T
 * @param {string} text
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function during(text, work) {
  const timer = setTimeout(() => {
    say(text);
    at("progress").hidden = false;
  }, SHOWN_AFTER_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    at("progress").hidden = true;
  }
}

/**
 * Show elements, or hide them.
 * @param {boolean} isShown
 * @param {...string} ids
 */
export function show(isShown, ...ids) {
  for (const id of ids) at(id).hidden = !isShown;
}

/**
 * Give the person a file.
 * @param {Blob} blob
 * @param {string} name which says nothing about the campaign
 */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Let every copy button copy what it names. */
export function listenToCopying() {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    const { dataset } = /** @type {HTMLElement} */ (button);
    /** @type {HTMLElement} */ (button).hidden = false;
    button.addEventListener("click", async () => {
      button.textContent = (await copied(at(dataset.copies ?? ""))) ? texts.copied : texts.copy;
    });
  }
}

/**
 * Copy a field's text; where the page may not, select it, so that the person can.
 * @param {HTMLElement} field
 * @returns {Promise<boolean>}
 */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(/** @type {HTMLTextAreaElement} */ (field).value ?? field.textContent);
    return true;
  } catch {
    if ("select" in field) /** @type {HTMLTextAreaElement} */ (field).select();
    return "execCommand" in document && document.execCommand("copy");
  }
}
