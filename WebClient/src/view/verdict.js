import { canExplain, explainToken } from '../sandbox.js';
import { element, setText } from './dom.js';

const RETRY_MS = 3_000;
const EARLY_MS = 1_000;
const IN_ORDER = 'The account, signature, lifetime and scope are valid.';

// Counts requests, to ignore a late response about a token that is no longer shown.
let asked = 0;

/**
 * Shows the sandbox’s verdict on a token, if the sandbox is in use.
 * @param {import('../tokens.js').Token | null} issued
 */
export async function showVerdict(issued) {
  const question = ++asked;
  const verdict = issued && await explainToken(issued.token);
  if (question !== asked) return;
  element('verdict').hidden = !verdict;
  /** @param {number} ms */
  const askAgainIn = (ms) => setTimeout(() => question === asked && showVerdict(issued), ms);
  if (!verdict) {
    if (issued && canExplain()) askAgainIn(RETRY_MS);
    return;
  }
  const { accepted, code, message, explanation, warnings = [] } = verdict;
  const doubts = warnings.map(({ claim, was, remedy }) => `'${claim}' is ${was}. ${remedy}`).join(' ');
  element('verdict').classList.toggle('refused', !accepted);
  setText(element('verdict-what'), accepted ? 'Accepted.' : `Refused: ${code} ${message}.`);
  setText(element('verdict-why'), explanation ?? (doubts || IN_ORDER));
  // The page’s countdown may end just before the sandbox’s, which counts from the second in which the token was issued.
  if (accepted && issued && Date.parse(issued.expiresAt) <= Date.now()) askAgainIn(EARLY_MS);
}
