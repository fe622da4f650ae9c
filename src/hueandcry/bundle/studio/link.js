/** The link that is passed on: how many shares lie behind it and which partner, and nothing about a person. */

const MOST_GENERATION = 30;

/**
 * @param {string} search a page's query string
 * @returns {{generation: number, partner: string}} 0 and empty if the link says nothing
 */
export function readLink(search) {
  const query = new URLSearchParams(search);
  const generation = Math.min(MOST_GENERATION, Number.parseInt(query.get("g") ?? "0", 10) || 0);
  return { generation: Math.max(0, generation), partner: query.get("p") ?? "" };
}

/**
 * Return the address to pass on from a page that came by a link.
 * @param {string} address
 * @param {{generation: number, partner: string}} came
 * @returns {string}
 */
export function nextLink(address, { generation, partner }) {
  const link = new URL(address);
  link.search = "";
  link.hash = "";
  link.searchParams.set("g", String(Math.min(MOST_GENERATION, generation + 1)));
  if (partner) link.searchParams.set("p", partner);
  return link.href;
}
