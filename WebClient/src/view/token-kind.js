import { element } from './dom.js';

/**
 * Shows which kind of token the page uses, and a link to the other kind if the account can issue it.
 * @param {import('../api.js').TokenKind} chosen
 * @param {import('../api.js').TokenKind[]} offered
 */
export function showTokenKinds(chosen, offered) {
  for (const kind of /** @type {const} */ (['capability', 'access'])) {
    const link = element(`kind-${kind}`);
    link.hidden = !offered.includes(kind);
    if (kind === chosen) link.setAttribute('aria-current', 'page');
  }
  element('kinds').hidden = false;
}
