import { canExplain, explainToken } from '../sandbox.js';
import { element, setText } from './dom.js';

const RETRY_MS = 3_000;
const EARLY_MS = 1_000;
const IN_ORDER = 'Account, signature, times and what it allows are in order.';

// Counts the questions: an answer that comes late is about a token that is shown no more.
let asked = 0;

/**
 * Shows what the sandbox thinks of a token now. With Twilio itself nobody can be asked.
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
  // The page counts from when it asked for the token, the sandbox from the second in which it was made: its end may come earlier here.
  if (accepted && issued && Date.parse(issued.expiresAt) <= Date.now()) askAgainIn(EARLY_MS);
}
