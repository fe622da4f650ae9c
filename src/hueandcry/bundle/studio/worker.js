/** Off the main thread: an engine that is asked by messages, and the keeper of the old picture. */

import { Engine } from "./engine.js";
import { forgetOriginal, keepOriginal, original } from "./original.js";

const engine = new Engine();
/** @type {Record<string, Function>} */
const keeper = { forgetOriginal, keepOriginal, original };

self.onmessage = async ({ data: { id, verb, words } }) => {
  try {
    const result = await (keeper[verb] ? keeper[verb](...words) : /** @type {any} */ (engine)[verb](...words));
    self.postMessage({ id, result }, { transfer: result instanceof ArrayBuffer ? [result] : [] });
  } catch (error) {
    self.postMessage({ id, reason: error instanceof Error ? error.message : String(error) });
  }
};
