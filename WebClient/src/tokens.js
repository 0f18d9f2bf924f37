import { createToken } from './api.js';
import { SessionChangedError } from './session.js';
import { startStopwatch } from './stopwatch.js';

// A call that starts with a token closer to its end than this would soon renew it.
const MIN_LIFE_LEFT_MS = 120_000;

/**
 * What the page is about to do, and so what its next token must allow. Never more than that.
 * @typedef {{incoming?: true, outgoing?: true}} Scope
 *
 * A token, the request that got it, and the milliseconds until it expires.
 * @typedef {import('./api.js').IssuedToken & {
 *   kind: import('./api.js').TokenKind, request: import('./api.js').TokenRequest, left: () => number,
 * }} Token
 */

/** Gets tokens from TokenApi. The last one is kept in memory only, and used again while it fits. */
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

  /**
   * @param {import('./api.js').TokenKind} kind
   * @param {() => string | null} identity Whose tokens these must be.
   * @param {() => number} life The life to ask for in seconds.
   * @param {(token: Token | null) => void} onChange Called with the newest token.
   */
  constructor(kind, identity, life, onChange) {
    this.#kind = kind;
    this.#identity = identity;
    this.#life = life;
    this.#onChange = onChange;
  }

  /**
   * A fresh token with exactly this scope.
   * @param {Scope} scope
   * @returns {Promise<string>}
   */
  async request(scope) {
    const request = { ...scope, ttl: this.#life() };
    const asked = ++this.#asked;
    const askedAt = Date.now();
    const elapsed = startStopwatch();
    this.#pending++;
    const issued = await createToken(this.#kind, request).finally(() => this.#pending--);
    if (issued.identity !== this.#identity()) throw new SessionChangedError(issued.identity);
    // An answer that comes after that of a later question is not the newest token.
    if (asked > this.#answered) {
      this.#answered = asked;
      // By the clock of this machine, by which its end is waited for: TokenApi's may say something else.
      const expiresAt = new Date(askedAt + issued.ttl * 1000).toISOString();
      this.#last = { ...issued, expiresAt, kind: this.#kind, request, left: () => issued.ttl * 1000 - elapsed() };
      this.#onChange(this.#last);
    }
    return issued.token;
  }

  /**
   * The last token if it has exactly this scope, the life asked for and enough of it left; otherwise a fresh one.
   * @param {Scope} scope
   * @returns {Promise<string>}
   */
  async reuse(scope) {
    const last = this.#last;
    // One that is on its way would take its place.
    const fits = last
      && this.#pending === 0
      && !last.request.incoming === !scope.incoming
      && !last.request.outgoing === !scope.outgoing
      && last.request.ttl === this.#life()
      && last.left() > MIN_LIFE_LEFT_MS;
    return fits ? last.token : this.request(scope);
  }

  /** Does not use the last token again: Twilio may have refused it. */
  forget() {
    this.#last = null;
  }

  /** Forgets the last token: it belongs to a person who has signed out. */
  clear() {
    this.#last = null;
    this.#onChange(null);
  }
}
