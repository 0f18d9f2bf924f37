import { create, setText } from '../view/dom.js';
import { readClaims } from './claims.js';
import { describeClaim, isTime } from './meanings.js';

/** @typedef {import('./claims.js').Claim} Claim */

const HEADERS = ['alg', 'typ', 'cty', 'crit'];

/** The decoded token. Each claim is a button. */
export class Decoded {
  /** @type {Map<HTMLElement, Claim>} */
  #claims = new Map();
  /** Updates the time that is left until each date. @type {(() => void)[]} */
  #clocks = [];
  #bodies;

  /** @param {Record<import('./claims.js').Part, HTMLElement>} bodies Where each part is shown. */
  constructor(bodies) {
    this.#bodies = bodies;
  }

  /** @returns {Claim[]} */
  get claims() {
    return [...this.#claims.values()];
  }

  /** @param {EventTarget | null} target */
  claimAt(target) {
    const button = target instanceof Element && /** @type {HTMLElement | null} */ (target.closest('.tv-claim'));
    return (button && this.#claims.get(button)) || null;
  }

  /**
   * @param {Record<'header' | 'payload', string>} sources
   * @param {Record<string, any>} payload
   */
  show(sources, payload) {
    this.#claims.clear();
    this.#clocks = [];
    for (const part of /** @type {const} */ (['header', 'payload'])) {
      const claims = readClaims(part, sources[part]);
      const content = claims ? this.#object(claims, sources[part], payload) : [sources[part]];
      this.#bodies[part].replaceChildren(create('p', 'tv-json', ...content));
    }
    const parameters = [create('em', 'header', 'header'), '.', create('em', 'payload', 'payload')];
    const key = 'grants' in payload ? 'API key’s secret' : 'auth token';
    this.#bodies.signature.replaceChildren(
      create('p', 'tv-json', this.#button(SIGNATURE, 'HMAC-SHA256(', ...parameters, `, ${key})`)),
      create('p', 'hint', 'The key stays on the server.'),
    );
  }

  /** Updates the time that is left until each date. */
  tick() {
    for (const tick of this.#clocks) tick();
  }

  /** @param {Claim | null} claim */
  focus(claim) {
    for (const [button, other] of this.#claims) if (other === claim) button.focus({ preventScroll: true });
  }

  /**
   * @param {Claim | null} lit
   * @param {Claim | null} chosen
   */
  light(lit, chosen) {
    for (const [button, claim] of this.#claims) {
      button.toggleAttribute('data-lit', claim === lit);
      button.ariaPressed = `${claim === chosen}`;
    }
  }

  /**
   * Marks what the verdict names, even if it is missing.
   * @param {string} name A claim, a part, or '' for nothing.
   * @returns {Claim[]} The claims with this name.
   */
  markBad(name) {
    const bad = this.claims.filter((claim) => claim.name === name);
    for (const [button, claim] of this.#claims) button.toggleAttribute('data-bad', bad.includes(claim));
    for (const [part, body] of Object.entries(this.#bodies)) {
      body.parentElement?.toggleAttribute('data-bad', part === name);
      body.querySelector('.tv-missing')?.remove();
    }
    if (name && bad.length === 0 && name !== 'token' && !Object.hasOwn(this.#bodies, name)) {
      this.#bodies[HEADERS.includes(name) ? 'header' : 'payload'].append(create('p', 'tv-missing', `${name} is missing`));
    }
    return bad;
  }

  /**
   * @param {readonly Claim[]} claims
   * @param {string} source
   * @param {Record<string, any>} payload
   * @returns {(string | Node)[]}
   */
  #object(claims, source, payload) {
    const rows = claims.map((claim, i) => {
      const { name, value, inner } = claim;
      const key = create('em', '', JSON.stringify(name));
      const comma = i < claims.length - 1 ? ',' : '';
      if (!inner?.length) return create('span', 'tv-row', this.#button(claim, key, `: ${value}${comma}`), ...this.#dates(claim, payload));
      const content = value[0] === '"' ? this.#scopes(claim, source) : this.#object(inner, source, payload);
      return create('span', 'tv-row', this.#button(claim, key), ': ', ...content, comma);
    });
    return ['{', ...rows, '}'];
  }

  /**
   * Scopes break before a separator.
   * @param {Claim} claim
   * @param {string} source
   */
  #scopes({ start, to, inner = [] }, source) {
    let end = start;
    const nodes = inner.flatMap((piece, i) => {
      const before = source.slice(end, piece.from);
      end = piece.to;
      return [...(i ? [create('wbr', '')] : []), before, this.#button(piece, source.slice(piece.from, end))];
    });
    return [...nodes, source.slice(end, to)];
  }

  /**
   * @param {Claim} claim
   * @param {Record<string, any>} payload
   */
  #dates(claim, payload) {
    if (!isTime(claim)) return [];
    const note = create('span', 'tv-note');
    const tick = () => setText(note, describeClaim(claim, payload));
    this.#clocks.push(tick);
    tick();
    return [note];
  }

  /**
   * @param {Claim} claim
   * @param {...(string | Node)} content
   */
  #button(claim, ...content) {
    const button = create('span', 'tv-claim', ...content); // A real button cannot break across lines.
    button.role = 'button';
    button.tabIndex = 0;
    this.#claims.set(button, claim);
    return button;
  }
}

/** @type {Claim} */
const SIGNATURE = { name: 'signature', part: 'signature', from: 0, to: 0, start: 0, value: '' };
