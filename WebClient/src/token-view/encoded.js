import { encodedRange } from '../base64url.js';
import { create, setText } from '../view/dom.js';
import { PARTS } from './claims.js';

/** The token as it is sent, in three colors. */
export class Encoded {
  #token = create('p', 'tv-jwt');
  #note = create('p', 'hint');
  element;

  /** @param {string} id A prefix of ids. */
  constructor(id) {
    const title = create('h3', '', 'Encoded');
    title.id = `${id}-encoded`;
    this.element = create('section', 'tv-encoded', create('header', '', title, this.#note), this.#token);
    this.element.setAttribute('aria-labelledby', title.id);
  }

  /**
   * @param {Record<import('./claims.js').Part, string>} encoded
   * @param {string} note
   */
  show(encoded, note) {
    this.#token.replaceChildren(...PARTS.flatMap((part, i) => [i ? '.' : '', create('span', part, encoded[part])]));
    setText(this.#note, note);
  }

  /**
   * Highlights the characters that carry a claim.
   * @param {import('./claims.js').Claim | null} claim
   * @param {string} source The decoded part that has the claim.
   * @param {boolean} isBad
   */
  light(claim, source, isBad) {
    for (const span of this.#token.children) {
      const text = span.textContent;
      const [from, to] = claim?.part !== span.className ? [0, 0]
        : claim.part === 'signature' ? [0, text.length] : encodedRange(source, claim.from, claim.to);
      const mark = create('mark', '', text.slice(from, to));
      mark.toggleAttribute('data-bad', isBad);
      span.replaceChildren(text.slice(0, from), ...(to > from ? [mark] : []), text.slice(to));
    }
  }
}
