/** What stays on this device because somebody asked for it, and how all of it is forgotten. */

export class Kept {
  /**
   * @param {string} slug the campaign's
   * @param {URL} home the address of the bundle, which all of this belongs to
   * @param {import("./painter.js").Painter} painter whose worker keeps the old picture
   */
  constructor(slug, home, painter) {
    this.home = home;
    this.painter = painter;
    this.folder = `hue-${slug}`;
    this.cacheName = `hue:${home.href}`;
  }

  /** Whether a page can be kept here: only on secure origins. */
  get canKeepPage() {
    return "serviceWorker" in navigator && "caches" in globalThis;
  }

  /** Whether the old picture can be kept here: where the worker can write files. */
  get canKeepOriginal() {
    return this.painter.worker !== null && Boolean(navigator.storage?.getDirectory);
  }

  /**
   * Keep this page for when there is no network, or keep it anew.
   * @param {string[]} addresses all it needs
   */
  async keepPage(addresses) {
    const cache = await caches.open(this.cacheName);
    await cache.addAll(addresses.map((address) => new Request(address, { credentials: "omit", cache: "reload" })));
    await navigator.serviceWorker.register(new URL("sw.js", this.home), { scope: this.home.pathname });
  }

  /** @returns {Promise<boolean>} */
  async hasPage() {
    return this.canKeepPage && caches.has(this.cacheName);
  }

  /** @param {Blob} photo */
  async keepOriginal(photo) {
    await this.painter.ask("keepOriginal", this.folder, photo);
  }

  /** @returns {Promise<Blob | null>} */
  async original() {
    return this.canKeepOriginal ? this.painter.ask("original", this.folder) : null;
  }

  /** Forget everything of this campaign but the counter's token, which the tally forgets. */
  async forget() {
    if (this.canKeepOriginal) await this.painter.ask("forgetOriginal", this.folder);
    if (!this.canKeepPage) return;
    await caches.delete(this.cacheName);
    const workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(workers.filter(({ scope }) => scope === this.home.href).map((worker) => worker.unregister()));
  }
}
