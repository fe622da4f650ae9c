/** What a visitor of an older copy should know: that the campaign ended, or that something was put right. */

import { at, settings, texts } from "./page.js";

/** Say what the page knows by itself, then ask whether there is more. */
export async function tellNews() {
  const { ends, edition } = settings;
  if (hasEnded(ends)) tell(texts.ended.replace("{date}", dateText(/** @type {string} */ (ends))));
  const latest = await latestEdition();
  if (!latest || latest.edition === edition) return;
  if (hasEnded(latest.ends)) tell(texts.ended.replace("{date}", dateText(latest.ends)));
  const [correction] = latest.corrections ?? [];
  const said = correction?.text[settings.language] ?? "";
  tell([texts.changed, correction && dateText(correction.on), said].filter(Boolean).join(" "));
}

/**
 * @param {string | null} ends the last day
 * @returns {boolean}
 */
function hasEnded(ends) {
  return Boolean(ends) && new Date().toISOString().slice(0, 10) > /** @type {string} */ (ends);
}

/**
 * @param {string} day
 * @returns {string}
 */
function dateText(day) {
  return new Intl.DateTimeFormat(settings.numbers, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}

/**
 * Ask the counter's host, which has the official copy; the bundle's own host if nothing is counted.
 * @returns {Promise<any>} null if it cannot be reached
 */
async function latestEdition() {
  try {
    const address = new URL("edition.json", new URL(settings.tally ?? "../", document.baseURI));
    const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-cache" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** @param {string} text */
function tell(text) {
  const line = document.createElement("p");
  line.textContent = text;
  const link = document.createElement("a");
  link.href = settings.address || document.baseURI;
  link.textContent = texts.see_current;
  line.append(" ", link);
  at("news").append(line);
  at("news").hidden = false;
}
