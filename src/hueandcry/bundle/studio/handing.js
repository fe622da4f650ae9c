/** The finished picture into the person's hands: a file, the phone's share sheet, or what works inside apps. */

import { at, download, during, say, show, texts } from "./page.js";

const NAME = "photo.jpg";

export class Handing {
  /**
   * @param {import("./easel.js").Easel} easel
   * @param {import("./helper.js").Helper} helper
   * @param {import("./place.js").Place} place
   */
  constructor(easel, helper, place) {
    this.easel = easel;
    this.helper = helper;
    this.place = place;
    /** @type {File | null} the picture as a file, made before it is asked for: sharing allows no waiting */
    this.file = null;
    /** @type {URL | null} */
    this.parked = null;
    this.makings = 0;
    /** Called when a browser turns out to spoil what it exports. */
    this.onspoilt = () => {};
    at("park").addEventListener("click", () => void this.park());
    at("unpark").addEventListener("click", () => void this.unpark());
  }

  /** Whether the phone's share sheet takes files. */
  get canShare() {
    const probe = new File([new Uint8Array(1)], NAME, { type: "image/jpeg" });
    return Boolean(navigator.canShare?.({ files: [probe] }));
  }

  /**
   * Make the file of the picture as it is now.
   * @param {number} size
   */
  async prepare(size) {
    this.makings += 1;
    const making = this.makings;
    const { jpeg, isSpoilt } = await this.easel.painter.ask("encode", size);
    if (making !== this.makings) return; // a newer one is on its way
    this.put(jpeg);
    if (isSpoilt) this.onspoilt();
  }

  /** @param {Blob} jpeg */
  put(jpeg) {
    this.file = new File([jpeg], NAME, { type: "image/jpeg" });
  }

  /** Let go of the picture. */
  drop() {
    this.makings += 1;
    this.file = null;
    at("press-image").removeAttribute("src");
    show(false, "press");
  }

  /**
   * Save the picture.
   * @returns {Promise<boolean>} whether it is a file now; false if the person has to press and hold it
   */
  async save() {
    const file = /** @type {File} */ (this.file);
    if (!this.place.isInApp) {
      download(file, NAME);
      return true;
    }
    /** @type {HTMLImageElement} */ (at("press-image")).src = await dataAddress(file);
    show(true, "press");
    show(this.helper.isThere, "park-offer");
    at("press").scrollIntoView({ block: "nearest" });
    return false;
  }

  /**
   * Open the phone's share sheet. With a text beside them some apps drop the file, so it goes alone.
   * @returns {Promise<boolean>} whether something was shared
   */
  async share() {
    try {
      await navigator.share({ files: [/** @type {File} */ (this.file)] });
      return true;
    } catch {
      return false; // changed their mind
    }
  }

  /**
   * Save the picture at a network's size.
   * @param {number} size
   * @param {number} mostBytes
   */
  async saveAt(size, mostBytes) {
    const { jpeg } = await during(texts.saving, this.easel.painter.ask("encode", size, mostBytes));
    const whole = this.file;
    this.put(jpeg);
    await this.save();
    this.file = whole;
  }

  /** Put the picture on the server for a short while, as the button said. */
  async park() {
    try {
      const parked = await during(texts.sending, this.helper.park(/** @type {File} */ (this.file)));
      this.parked = parked.address;
      const link = /** @type {HTMLAnchorElement} */ (at("parked-link"));
      link.href = parked.address.href;
      link.textContent = parked.address.href;
      show(true, "parked");
      show(false, "park-offer");
      say("");
      setTimeout(() => this.parkedIsGone(parked.address), parked.seconds * 1000);
    } catch (error) {
      say(texts[/** @type {Error} */ (error).message] ?? texts.no_server);
    }
  }

  /** Take it away again. */
  async unpark() {
    if (!this.parked) return;
    try {
      await this.helper.remove(this.parked);
      this.parkedIsGone(this.parked);
    } catch {
      say(texts.no_server);
    }
  }

  /** @param {URL} address */
  parkedIsGone(address) {
    if (this.parked?.href !== address.href) return;
    this.parked = null;
    show(false, "parked");
    show(true, "park-offer");
    say(texts.parked_gone);
  }
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>} a `data:` address: inside apps, pictures at `blob:` addresses cannot be saved
 */
function dataAddress(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
