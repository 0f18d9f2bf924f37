import { create } from '../view/dom.js';
import { describeClaim, explainClaim } from './meanings.js';

/** What the highlighted claim is for, and what it says. */
export class Explanation {
  element = create('div', 'tv-explain');
  #height = 0;

  constructor() {
    this.element.ariaLive = 'polite';
  }

  /**
   * @param {import('./claims.js').Claim | null} claim
   * @param {Record<string, any>} payload
   */
  show(claim, payload) {
    this.element.dataset.part = claim?.part ?? '';
    if (!claim) {
      return this.element.replaceChildren(
        create('p', 'tv-name', 'Point at a claim'),
        create('p', '', 'Its characters light up in the token, and you see what it is for.'),
      );
    }
    const words = describeClaim(claim, payload);
    const encoded = claim.scope && claim.value ? [create('code', '', claim.value), ' means '] : ['Here: '];
    this.element.replaceChildren(
      create('p', 'tv-name', claim.name),
      create('p', '', explainClaim(claim, payload)),
      ...(words ? [create('p', 'hint', ...encoded, words)] : []),
    );
    // It never shrinks: a shorter page would scroll, and another claim would be under the pointer.
    this.#height = Math.max(this.#height, this.element.offsetHeight);
    this.element.style.minHeight = `${this.#height}px`;
  }
}
