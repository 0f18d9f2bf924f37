import { explainToken } from '../sandbox.js';
import { element, setText } from './dom.js';

/**
 * Shows what the sandbox thinks of a token. With Twilio itself nobody can be asked.
 * @param {import('../tokens.js').Token | null} issued
 */
export async function showVerdict(issued) {
  const panel = element('verdict');
  panel.hidden = true;
  const verdict = issued && await explainToken(issued.token);
  if (!verdict) return;
  panel.hidden = false;
  setText(element('verdict-text'), JSON.stringify(verdict));
}
