import { createCapabilityToken } from './api.js';
import { SessionChangedError } from './session.js';

// A token closer to its end than this is not worth starting a call with.
const MIN_LIFE_LEFT_MS = 60_000;

/**
 * What the page is about to do, and so what its next token must allow. Never more than that.
 * @typedef {{incoming?: true, outgoing?: true}} Scope
 */

/** Gets tokens from TokenApi. The last one is kept in memory only, and used again while it fits. */
export class Tokens {
  /** @type {(import('./api.js').IssuedToken & {allows: Scope, life?: number}) | null} */
  #last = null;
  #identity;
  #life;
  #onChange;

  /**
   * @param {() => string} identity Whose tokens these must be.
   * @param {() => number | undefined} life The life to ask for in seconds; undefined leaves it to TokenApi.
   * @param {(token: import('./api.js').IssuedToken | null) => void} onChange Called with the newest token.
   */
  constructor(identity, life, onChange) {
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
    const life = this.#life();
    const issued = await createCapabilityToken(life ? { ...scope, ttl: life } : scope);
    if (issued.identity !== this.#identity()) throw new SessionChangedError(issued.identity);
    this.#last = { ...issued, allows: scope, life };
    this.#onChange(issued);
    return issued.token;
  }

  /**
   * The last token if it has exactly this scope, the life asked for and enough of it left; otherwise a fresh one.
   * @param {Scope} scope
   * @returns {Promise<string>}
   */
  async reuse(scope) {
    const last = this.#last;
    const fits = last
      && !last.allows.incoming === !scope.incoming
      && !last.allows.outgoing === !scope.outgoing
      && last.life === this.#life()
      && Date.parse(last.expiresAt) - Date.now() > MIN_LIFE_LEFT_MS;
    return fits ? last.token : this.request(scope);
  }

  /** Forgets the last token: it belongs to a person who has signed out. */
  clear() {
    this.#last = null;
    this.#onChange(null);
  }
}
