/** The bundle's front page: go to the language that the visitor reads best. */

/** @type {HTMLAnchorElement[]} */
const links = [...document.querySelectorAll("#languages a")].map((link) => /** @type {HTMLAnchorElement} */ (link));
const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
const best = wanted.map((tag) => links.find((link) => link.hreflang === tag)).find((link) => link);
location.replace((best ?? links[0]).href);
