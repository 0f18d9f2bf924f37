import { create, setText } from '../view/dom.js';
import { toCSharp } from './csharp.js';
import { toCurl } from './curl.js';

const BLOCKED = 'The browser blocked the clipboard. Allow it in the address bar, then try again.';
// A name that is called or created, or a string or a number.
const HIGHLIGHTED = /([A-Z]\w*(?=\(| \{))|("(?:[^"\\]|\\.)*"|\b(?:\d+|true)\b)/g;

/** Copies the token and the request for it, and shows the C# that issues it. */
export class Code {
  #curl = create('button', '', 'Copy as curl');
  #csharp = create('button', '', 'C# that issued this token');
  #code = create('pre', 'tv-cs');
  #copied = create('span', 'hint');
  /** @type {import('./token-view.js').Shown | null} */
  #shown = null;
  element;

  /**
   * @param {string} id A prefix of ids.
   * @param {(() => string) | null} token The displayed token; null if it must not be copied.
   */
  constructor(id, token) {
    this.#code.id = `${id}-cs`;
    this.#csharp.setAttribute('aria-controls', this.#code.id);
    this.#copied.ariaLive = 'polite';
    const copyToken = create('button', 'primary', 'Copy token');
    copyToken.hidden = !token;
    for (const button of [copyToken, this.#curl, this.#csharp]) button.type = 'button';
    copyToken.addEventListener('click', () => this.#copy(token?.() ?? '', 'Copied.'));
    this.#curl.addEventListener('click', () => this.#copyRequest());
    this.#csharp.addEventListener('click', () => this.#expand(this.#csharp.ariaExpanded !== 'true'));
    this.#expand(true);
    this.element = create('div', 'tv-code', create('div', 'tv-copy', copyToken, this.#curl, this.#csharp, this.#copied), this.#code);
  }

  /**
   * @param {import('./token-view.js').Shown} shown
   * @param {Record<string, any>} header
   * @param {Record<string, any>} payload
   */
  show(shown, header, payload) {
    this.#shown = shown;
    this.#curl.hidden = !shown.request;
    setText(this.#copied, '');
    const code = toCSharp(header, payload, shown.ttl);
    let end = 0;
    const nodes = [...code.matchAll(HIGHLIGHTED)].flatMap((piece) => {
      const before = code.slice(end, piece.index);
      end = piece.index + piece[0].length;
      return [before, create(piece[1] ? 'b' : 'i', '', piece[0])];
    });
    this.#code.replaceChildren(...nodes, code.slice(end));
  }

  /** @param {boolean} expanded */
  #expand(expanded) {
    this.#code.hidden = !expanded;
    this.#csharp.ariaExpanded = `${expanded}`;
  }

  #copyRequest() {
    if (!this.#shown?.request) return;
    const { kind, request, headers } = this.#shown;
    const runs = headers?.['X-Session'] !== undefined;
    this.#copy(
      toCurl({ origin: location.origin, kind, body: request, headers }),
      runs ? 'Copied. It signs in, then requests a token.' : 'Copied. Set SESSION_COOKIE to your session cookie before you run it.',
    );
  }

  /**
   * @param {string} text
   * @param {string} result
   */
  async #copy(text, result) {
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    setText(this.#copied, copied ? result : BLOCKED);
  }
}
