import { canExplain, explainToken } from '../sandbox.js';

const REFRESH_MS = 5_000;
const RETRY_MS = 3_000;
const EARLY_MS = 1_000;
const SLOW_MS = 400;

/** @typedef {import('../sandbox.js').Verdict | 'none yet' | null} Judgement null: there is no sandbox to ask. */

/** Asks the sandbox about one token at a time, and again while the token is shown: its clock may change, and it may stop. */
export class Judge {
  // Counts questions, to ignore a late response about a token that is no longer shown.
  #question = 0;
  #token = '';
  #isVisible;
  #onJudgement;

  /**
   * @param {() => boolean} isVisible Whether to ask again now.
   * @param {(judgement: Judgement) => void} onJudgement
   */
  constructor(isVisible, onJudgement) {
    this.#isVisible = isVisible;
    this.#onJudgement = onJudgement;
  }

  /** Forgets the token. */
  stop() {
    this.#question++;
    this.#token = '';
  }

  /**
   * @param {string} token
   * @param {() => boolean} isExpired Whether it has expired by this machine's clock.
   */
  async ask(token, isExpired) {
    const question = ++this.#question;
    const isCurrent = () => question === this.#question;
    // The last verdict does not stay while the sandbox is slow.
    const slow = setTimeout(() => isCurrent() && this.#onJudgement('none yet'), token === this.#token ? RETRY_MS : SLOW_MS);
    this.#token = token;
    const verdict = await explainToken(token);
    clearTimeout(slow);
    if (!isCurrent()) return;
    this.#onJudgement(verdict ?? (canExplain() ? 'none yet' : null));
    if (!canExplain()) return;
    // The page’s countdown may end just before the sandbox’s, which counts from the second in which the token was issued.
    const pause = !verdict ? RETRY_MS : verdict.accepted && isExpired() ? EARLY_MS : REFRESH_MS;
    const again = setInterval(() => {
      if (isCurrent() && !this.#isVisible()) return;
      clearInterval(again);
      if (isCurrent()) this.ask(token, isExpired);
    }, pause);
  }
}
