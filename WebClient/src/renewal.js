import { startStopwatch } from './stopwatch.js';

// Browsers may run the timers of a hidden page only once a minute, so renewal starts this long before expiry. Short-lived tokens are
// renewed in the last third of their lifetime.
const LEAD_MS = 90_000;
const CHECK_MS = 1_000;
const RETRY_MS = 2_000;

/**
 * Renews the token in use before it expires. The SDK's event for this, `tokenWillExpire`, fires only once, even if the machine sleeps or
 * the renewal fails (twilio-voice.js#93). This class checks the clock every second, and retries until it has a new token.
 */
export class Renewal {
  #enabled = true;
  /** @type {import('./tokens.js').Token | null} */
  #token = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** @type {() => number} Milliseconds since the last attempt ended. */
  #sinceAttempt = () => Infinity;
  #renew;

  /** @param {() => Promise<void>} renew */
  constructor(renew) {
    this.#renew = renew;
  }

  get enabled() {
    return this.#enabled;
  }

  set enabled(enabled) {
    this.#enabled = enabled;
    this.follow(this.#token);
  }

  /** @param {import('./tokens.js').Token | null} token The newest token. */
  follow(token) {
    this.#token = token;
    this.#sinceAttempt = () => Infinity;
    clearInterval(this.#timer);
    if (!token || !this.#enabled) return;
    this.#timer = setInterval(() => this.#check(token), CHECK_MS);
    this.#check(token);
  }

  /** @param {import('./tokens.js').Token} token */
  async #check(token) {
    const isDue = token.left() <= Math.min(LEAD_MS, token.ttl * 1000 / 3);
    if (!isDue || this.#sinceAttempt() < RETRY_MS) return;
    this.#sinceAttempt = () => 0;
    await this.#renew().catch(() => {}); // The phone shows why.
    if (token === this.#token) this.#sinceAttempt = startStopwatch();
  }
}
