/** What the campaign's server does for a browser that cannot: each sends something away, so each is asked for. */

export class Helper {
  /** @param {string | null} base where the campaign's server is; null: there is none */
  constructor(base) {
    this.base = base === null ? null : new URL(base, document.baseURI);
  }

  get isThere() {
    return this.base !== null;
  }

  /**
   * Have a photo made readable.
   * @param {Blob} photo
   * @returns {Promise<Blob>}
   */
  convert(photo) {
    return this.post("convert", formOf({ photo }));
  }

  /**
   * Have a photo turned.
   * @param {Blob} photo
   * @param {string} variant
   * @returns {Promise<Blob>}
   */
  paint(photo, variant) {
    return this.post("paint", formOf({ photo, variant }));
  }

  /**
   * Have a picture shown at an address for a short while.
   * @param {Blob} picture
   * @returns {Promise<{address: URL, seconds: number}>}
   */
  async park(picture) {
    const { path, seconds } = JSON.parse(await (await this.post("p", picture)).text());
    return { address: new URL(path, /** @type {URL} */ (this.base)), seconds };
  }

  /** @param {URL} address of a parked picture */
  async remove(address) {
    const answer = await fetch(address, { method: "DELETE", credentials: "omit", referrerPolicy: "no-referrer" });
    // One that had run out is as gone as one that was deleted.
    if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
  }

  /**
   * @param {string} path
   * @param {BodyInit} body
   * @returns {Promise<Blob>}
   */
  async post(path, body) {
    const address = new URL(path, /** @type {URL} */ (this.base));
    const answer = await fetch(address, { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw new Error(answer.status === 503 ? "form_busy" : answer.status < 500 ? "bad_photo" : "no_server");
    return answer.blob();
  }
}

/**
 * @param {Record<string, string | Blob>} fields
 * @returns {FormData}
 */
function formOf(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
