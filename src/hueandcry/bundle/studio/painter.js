/** The worker as a function: lend it pixels, get them back turned. */

/** @typedef {import("./apply.js").Effect} Effect */

export class Painter {
  constructor() {
    this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    /** @type {Map<number, {resolve: (pixels: Uint8ClampedArray<ArrayBuffer>) => void, reject: (reason: Error) => void}>} */
    this.waiting = new Map();
    this.jobs = 0;
    this.worker.onmessage = ({ data }) => {
      this.waiting.get(data.job)?.resolve(new Uint8ClampedArray(data.buffer));
      this.waiting.delete(data.job);
    };
    this.worker.onerror = () => {
      for (const { reject } of this.waiting.values()) reject(new Error("the worker failed"));
      this.waiting.clear();
    };
  }

  /**
   * Make an effect known under a name.
   * @param {string} name
   * @param {Effect} effect
   */
  learn(name, effect) {
    this.worker.postMessage({ name, effect });
  }

  /**
   * Apply a known effect at its own size or half of it.
   * @param {string} name
   * @param {ImageData} image its pixels are lent: the ImageData is empty afterwards
   * @returns {Promise<ImageData>}
   */
  async apply(name, image) {
    const size = image.width;
    this.jobs += 1;
    const job = this.jobs;
    const buffer = image.data.buffer;
    const turned = new Promise((resolve, reject) => this.waiting.set(job, { resolve, reject }));
    this.worker.postMessage({ job, name, size, buffer }, [buffer]);
    return new ImageData(await turned, size, size);
  }
}
