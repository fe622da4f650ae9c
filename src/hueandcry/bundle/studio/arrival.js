/** What depends on how the person came here: inside which app, and by which link. */

import { nextLink } from "./link.js";
import { at, settings, show } from "./page.js";
import { wayOut } from "./place.js";

/**
 * Offer the way out of an app's own browser before a photo is chosen: leaving later loses it.
 * @param {import("./place.js").Place} place
 */
export function offerWayOut(place) {
  const way = place.isInApp ? wayOut(place, new URL(location.href)) : "";
  show(place.isInApp, "in-app");
  show(way !== "", "way-out");
  if (way) /** @type {HTMLAnchorElement} */ (at("way-out")).href = way;
  /** @type {HTMLInputElement} */ (at("page-link")).value = location.href;
}

/**
 * Write the link to pass on into the caption and its own field.
 * @param {{generation: number, partner: string}} came
 */
export function fillLinks(came) {
  const page = settings.address ? new URL(`${settings.language}/`, settings.address).href : location.href;
  const link = nextLink(page, came);
  for (const field of /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("[data-link]"))) {
    const without = field.value.replace(field.dataset.link ?? "", "").trimEnd();
    field.value = without ? `${without}\n${link}` : link;
  }
}
