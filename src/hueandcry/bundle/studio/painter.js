/** The engine as the page knows it: in a worker, or in the page itself where workers have no canvas. */

import { Engine } from "./engine.js";

/** @typedef {"open" | "clear" | "noise" | "learn" | "paint" | "encode"} Engines the engine's verbs */
/** @typedef {Engines | "keepOriginal" | "original" | "forgetOriginal"} Verb the last three only where there is a worker */

export class Painter {
  constructor() {
    /** @type {Map<number, {resolve: (result: any) => void, reject: (reason: Error) => void}>} */
    this.waiting = new Map();
    this.asked = 0;
    /** @type {Worker | null} */
    this.worker = typeof OffscreenCanvas === "undefined" ? null : this.hired();
    /** @type {any} */
    this.engine = this.worker ? null : new Engine();
  }

  /** @returns {Worker} */
  hired() {
    const worker = new Worker(new URL("worker.js", import.meta.url));
    worker.onmessage = ({ data: { id, result, reason } }) => {
      const { resolve, reject } = /** @type {any} */ (this.waiting.get(id));
      this.waiting.delete(id);
      if (reason === undefined) resolve(result);
      else reject(new Error(reason));
    };
    worker.onerror = () => {
      for (const { reject } of this.waiting.values()) reject(new Error("the worker failed"));
      this.waiting.clear();
    };
    return worker;
  }

  /**
   * Ask the engine. Messages arrive in the order of asking.
   * @param {Verb} verb a method of `Engine`
   * @param {...unknown} words its arguments
   * @returns {Promise<any>} what the method returns; rejects with its error's message
   */
  async ask(verb, ...words) {
    if (!this.worker) return this.engine[verb](...words);
    this.asked += 1;
    const id = this.asked;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.worker.postMessage({ id, verb, words });
    return answer;
  }
}
