/**
 * Serves a page that somebody asked to keep: from the network while it answers, else from what was kept.
 * Registered only on request, and taken away by "forget this campaign".
 */

const worker = /** @type {any} */ (self);
const PATIENCE_MS = 4000;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  event.respondWith(request.mode === "navigate" ? current(request) : keptOrFetched(request));
});

/**
 * @param {Request} request
 * @returns {Promise<Response | undefined>}
 */
async function kept(request) {
  const name = `hue:${worker.registration.scope}`;
  if (!(await caches.has(name))) return undefined; // opening would make one
  return (await caches.open(name)).match(request, { ignoreSearch: true });
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function keptOrFetched(request) {
  return (await kept(request)) ?? fetch(request);
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function current(request) {
  const copy = await kept(request);
  if (!copy) return fetch(request);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, copy));
  const fetched = fetch(request).then((answer) => (answer.ok ? answer : copy));
  return Promise.race([fetched.catch(() => copy), patience]);
}
