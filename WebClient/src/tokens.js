import { createToken } from './api.js';
import { SessionChangedError } from './session.js';
import { startStopwatch } from './stopwatch.js';

// A token with less time left than this would soon need a renewal during the call.
const MIN_LIFE_LEFT_MS = 120_000;

/**
 * The scope that the next action needs, and no more.
 * @typedef {{incoming?: true, outgoing?: true}} Scope
 *
 * A token, the request that got it, and the milliseconds until it expires.
 * @typedef {import('./api.js').IssuedToken & {
 *   kind: import('./api.js').TokenKind, request: import('./api.js').TokenRequest, left: () => number,
 * }} Token
 */

/** Requests tokens from TokenApi. Keeps the last one in memory and reuses it while it fits. */
export class Tokens {
  /** @type {Token | null} */
  #last = null;
  #asked = 0;
  #pending = 0;
  #answered = 0;
  #kind;
  #identity;
  #life;
  #onChange;
  #issue;

  /**
   * @param {import('./api.js').TokenKind} kind
   * @param {() => string | null} identity The identity that the tokens must have.
   * @param {() => number} life The lifetime to request, in seconds.
   * @param {(token: Token | null) => void} onChange Called with the newest token.
   * @param {typeof createToken} [issue]
   */
  constructor(kind, identity, life, onChange, issue = createToken) {
    this.#kind = kind;
    this.#identity = identity;
    this.#life = life;
    this.#onChange = onChange;
    this.#issue = issue;
  }

  /** The client name of this user. */
  get identity() {
    return this.#identity();
  }

  /**
   * Requests a new token with exactly this scope.
   * @param {Scope} scope
   * @returns {Promise<string>}
   */
  async request(scope) {
    const request = { ...scope, ttl: this.#life() };
    const asked = ++this.#asked;
    const askedAt = Date.now();
    const elapsed = startStopwatch();
    this.#pending++;
    const issued = await this.#issue(this.#kind, request).finally(() => this.#pending--);
    if (issued.identity !== this.#identity()) throw new SessionChangedError(issued.identity);
    // A response that arrives after the response to a later request is not the newest token.
    if (asked > this.#answered) {
      this.#answered = asked;
      // By this machine’s clock, because TokenApi’s clock may differ.
      const expiresAt = new Date(askedAt + issued.ttl * 1000).toISOString();
      this.#last = { ...issued, expiresAt, kind: this.#kind, request, left: () => issued.ttl * 1000 - elapsed() };
      this.#onChange(this.#last);
    }
    return issued.token;
  }

  /**
   * The last token if it has this scope, the chosen lifetime, and enough time left; otherwise a new one.
   * @param {Scope} scope
   * @returns {Promise<string>}
   */
  async reuse(scope) {
    const last = this.#last;
    // A pending request would replace it.
    const fits = last
      && this.#pending === 0
      && !last.request.incoming === !scope.incoming
      && !last.request.outgoing === !scope.outgoing
      && last.request.ttl === this.#life()
      && last.left() > MIN_LIFE_LEFT_MS;
    return fits ? last.token : this.request(scope);
  }

  /** Discards the last token, which Twilio may have refused. */
  forget() {
    this.#last = null;
  }

  /** Discards the last token when its user signs out. */
  clear() {
    this.#last = null;
    this.#onChange(null);
  }
}
