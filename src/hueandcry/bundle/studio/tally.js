/** Counting: one random token per campaign, forgotten as soon as it is counted. */

const JOINED = "joined";
const MOST_AGE_DAYS = 60;
const FIRST_WAIT_MS = 4000;
const LONGEST_WAIT_MS = 120_000;

export class Tally {
  /**
   * @param {string} slug the campaign's
   * @param {string | null} base where the counter is; null: nothing is counted
   */
  constructor(slug, base) {
    this.key = `hue:${slug}`;
    this.base = base === null ? null : new URL(base, document.baseURI);
    /** The server's day, if it said one: a phone's clock may be wrong. */
    this.day = new Date().toISOString().slice(0, 10);
    this.isTrying = false;
    /** @type {string | null} */
    this.memory = null;
  }

  /** Whether this browser keeps anything of this campaign. */
  get remembers() {
    return this.stored !== null;
  }

  get stored() {
    try {
      return localStorage.getItem(this.key);
    } catch {
      return this.memory; // storage is switched off: then nothing outlives the page
    }
  }

  /** @param {string | null} value */
  store(value) {
    this.memory = value;
    try {
      if (value === null) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, value);
    } catch {
      // storage is switched off
    }
  }

  /** Forget this campaign. */
  forget() {
    this.store(null);
  }

  /**
   * Ask for the number of supporters.
   * @returns {Promise<number | null>} null if the counter cannot be reached
   */
  async supporters() {
    const answer = await this.send("count.json");
    if (!answer) return null;
    this.day = String(answer.as_of ?? this.day).slice(0, 10);
    return typeof answer.supporters === "number" ? answer.supporters : null;
  }

  /**
   * Count an event, approximately; failure is nobody's trouble.
   * @param {"visit" | "save" | "share"} what
   */
  event(what) {
    void this.send("event", { what });
  }

  /**
   * Join, and while the counter is out of reach try again for as long as the page is open.
   * @param {Record<string, string | number>} facts
   * @param {(supporters: number) => void} done called if a later try counts
   * @returns {Promise<number | null>} as `join`
   */
  async joinInTheEnd(facts, done) {
    const supporters = await this.join(facts);
    if (supporters === null && this.base !== null && !this.joined && !this.isTrying) void this.tryAgain(facts, done);
    return supporters;
  }

  /**
   * @param {Record<string, string | number>} facts
   * @param {(supporters: number) => void} done
   */
  async tryAgain(facts, done) {
    this.isTrying = true;
    for (let wait = FIRST_WAIT_MS; this.remembers; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      await untilOnlineOr(wait);
      if (!this.remembers) break; // forgotten meanwhile
      const supporters = await this.join(facts);
      if (supporters !== null) done(supporters);
      if (this.joined) break;
    }
    this.isTrying = false;
  }

  /**
   * Join, once per browser.
   * @param {Record<string, string | number>} facts such as language and variant; counted separately
   * @returns {Promise<number | null>} the number of supporters now, or null if the counter cannot be reached
   * or this browser had joined
   */
  async join(facts) {
    if (this.base === null || this.stored === JOINED) return null;
    const token = this.usable(this.stored) ?? this.newToken();
    this.store(token); // so that a second try sends the same one
    const answer = await this.send("join", { token, ...facts });
    if (!answer) return null;
    this.store(JOINED);
    return answer.supporters ?? null;
  }

  get joined() {
    return this.stored === JOINED;
  }

  /**
   * @param {string | null} token
   * @returns {string | null}
   */
  usable(token) {
    const match = /^(\d{4})(\d\d)(\d\d)-/.exec(token ?? "");
    if (!match) return null;
    const age = (Date.parse(this.day) - Date.parse(`${match[1]}-${match[2]}-${match[3]}`)) / 86_400_000;
    return age >= 0 && age < MOST_AGE_DAYS ? token : null;
  }

  /** @returns {string} the day and a version 4 UUID; randomUUID is missing on plain http */
  newToken() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
    return `${this.day.replaceAll("-", "")}-${parts.join("-")}`;
  }

  /**
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>} the answer's JSON, an empty object if it has none, or null on any failure
   */
  async send(path, body) {
    if (this.base === null) return null;
    try {
      const answer = await fetch(new URL(path, this.base), {
        credentials: "omit",
        referrerPolicy: "no-referrer",
        ...(body && {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
          keepalive: true,
        }),
      });
      if (!answer.ok) return null;
      return answer.status === 204 ? {} : await answer.json();
    } catch {
      return null;
    }
  }
}

/**
 * Wait for a while, or until the network is said to be back.
 * @param {number} ms
 * @returns {Promise<void>}
 */
function untilOnlineOr(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const goOn = () => {
      clearTimeout(timer);
      resolve();
    };
    addEventListener("online", goOn, { once: true });
  });
}
