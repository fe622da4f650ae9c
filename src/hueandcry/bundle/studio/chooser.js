/** The bundle's front page: go to the language that the visitor reads best, with all that the link says. */

const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("#languages a")]);
for (const link of links) link.search = location.search;
const wanted = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]);
const best = wanted.map((tag) => links.find((link) => link.hreflang === tag)).find((link) => link);
location.replace((best ?? links[0]).href);
