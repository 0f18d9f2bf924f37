// A token is renewed this long before its end, or in the last third of a short life.
const LEAD_MS = 30_000;
const RETRY_MS = 2_000;

/**
 * Renews the token in use before it ends. Voice SDK 2 has an event for this, `tokenWillExpire`, and 1.x has none: the page knows when
 * its tokens end, and does the same with both.
 */
export class Renewal {
  #enabled = true;
  /** @type {import('./api.js').IssuedToken | null} */
  #token = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #renew;

  /** @param {() => Promise<void>} renew */
  constructor(renew) {
    this.#renew = renew;
  }

  /** @param {boolean} enabled */
  set enabled(enabled) {
    this.#enabled = enabled;
    this.follow(this.#token);
  }

  /** @param {import('./api.js').IssuedToken | null} token The newest token. */
  follow(token) {
    this.#token = token;
    clearTimeout(this.#timer);
    if (!token || !this.#enabled) return;
    const left = Date.parse(token.expiresAt) - Date.now();
    if (left > 0) this.#timer = setTimeout(() => this.#attempt(), Math.max(0, left - Math.min(LEAD_MS, token.ttl * 1000 / 3)));
  }

  async #attempt() {
    const token = this.#token;
    try {
      await this.#renew();
    } catch {
      // Where it fails for good, the end of the token says so in time; an outage may be over before.
      if (token === this.#token && this.#enabled && token && Date.parse(token.expiresAt) > Date.now()) {
        this.#timer = setTimeout(() => this.#attempt(), RETRY_MS);
      }
    }
  }
}
