/** Where the page is open: in a real browser, or inside an app, where saving and choosing often fail. */

const APPS = /FBAN|FBAV|FB_IAB|Instagram|Line\/|MicroMessenger|Twitter|Snapchat|LinkedInApp|musical_ly|TikTok|; wv\)/;

/**
 * @typedef {object} Place
 * @property {boolean} isInApp
 * @property {"android" | "ios" | "other"} system
 */

/**
 * Tell by what is there first, by what the browser calls itself only after that.
 * @param {any} [win]
 * @returns {Place}
 */
export function findPlace(win = window) {
  const { navigator: browser } = win;
  const brands = (browser.userAgentData?.brands ?? []).map((/** @type {{brand: string}} */ { brand }) => brand);
  const isAppleView = Boolean(win.webkit?.messageHandlers) && win.isSecureContext && !("serviceWorker" in browser);
  const isInApp = brands.includes("Android WebView") || isAppleView || APPS.test(browser.userAgent);
  return { isInApp, system: systemOf(browser) };
}

/**
 * @param {any} browser
 * @returns {"android" | "ios" | "other"}
 */
function systemOf({ userAgent, userAgentData }) {
  if (userAgentData?.platform === "Android" || /Android/.test(userAgent)) return "android";
  return /iPhone|iPad|iPod/.test(userAgent) ? "ios" : "other";
}

/**
 * Return the address that opens this page in the phone's own browser, where there is a known one.
 * @param {Place} place
 * @param {URL} page
 * @returns {string}
 */
export function wayOut({ system }, page) {
  const scheme = page.protocol.replace(":", "");
  const rest = `${page.host}${page.pathname}${page.search}`;
  if (system === "android") {
    const otherwise = encodeURIComponent(page.href);
    return `intent://${rest}#Intent;scheme=${scheme};S.browser_fallback_url=${otherwise};end`;
  }
  return system === "ios" ? `x-safari-${scheme}://${rest}` : "";
}

/** Whether the person asked for less data to be sent. @returns {boolean} */
export function savesData() {
  return Boolean(/** @type {any} */ (navigator).connection?.saveData) || matchMedia("(prefers-reduced-data: reduce)").matches;
}
