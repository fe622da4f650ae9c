/** When this browser cannot open the photo, or hides what pages draw: what the server could do, in words. */

import { at, during, say, show, texts } from "./page.js";

/** @typedef {"convert" | "paint"} Way */

export class Rescue {
  /**
   * @param {import("./helper.js").Helper} helper
   * @param {() => string} variant the chosen one's name
   * @param {(way: Way, made: Blob) => void} done
   */
  constructor(helper, variant, done) {
    this.helper = helper;
    this.variant = variant;
    this.done = done;
    /** @type {Blob | null} */
    this.photo = null;
    /** @type {Way} */
    this.way = "convert";
    at("rescue-send").addEventListener("click", () => void this.send());
  }

  /**
   * Offer the server's help; nothing is sent before the button is pressed.
   * @param {Way} way
   * @param {Blob} photo
   * @param {string} why in words
   */
  offer(way, photo, why) {
    if (!this.helper.isThere) {
      say(why);
      return;
    }
    this.way = way;
    this.photo = photo;
    at("rescue-why").textContent = why;
    say("");
    show(true, "rescue");
  }

  /** Take the offer back. */
  withdraw() {
    this.photo = null;
    show(false, "rescue");
  }

  async send() {
    if (!this.photo) return;
    const { photo, way } = this;
    try {
      const work = way === "convert" ? this.helper.convert(photo) : this.helper.paint(photo, this.variant());
      const made = await during(texts.sending, work);
      this.withdraw();
      this.done(way, made);
    } catch (error) {
      say(texts[/** @type {Error} */ (error).message] ?? texts.no_server);
    }
  }
}
