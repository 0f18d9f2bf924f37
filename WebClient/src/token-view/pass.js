import { create, setText } from '../view/dom.js';
import { Ring } from '../view/ring.js';
import { formatDate, formatLeft } from './dates.js';

const IN_ORDER = 'The account, signature, lifetime and scope are valid.';

/** The token in short: time left, rights and verdict. */
export class Pass {
  #ring = new Ring();
  #word = create('p', 'hint');
  #left = create('p', 'tv-left');
  #date = create('time', 'hint');
  #news = create('p', 'unseen');
  #whose = create('p', 'hint');
  #rights = create('ul', 'rights');
  #verdict = create('section', 'tv-verdict');
  #what = create('p', 'tv-what');
  #why = create('p', 'tv-why');
  element;

  /** @param {string} id A prefix of ids. */
  constructor(id) {
    this.#left.role = 'timer';
    this.#news.ariaLive = this.#what.ariaLive = 'polite';
    const title = create('h3', '', 'The sandbox’s verdict');
    title.id = `${id}-verdict`;
    this.#verdict.setAttribute('aria-labelledby', title.id);
    this.#verdict.append(title, this.#what, this.#why);
    this.element = create(
      'div',
      'tv-pass',
      create('div', 'tv-life', this.#ring.element, create('div', '', this.#word, this.#left, this.#date), this.#news),
      create('div', 'tv-allows', this.#whose, this.#rights),
      this.#verdict,
    );
  }

  /** @param {number | null} ends When the token expires: Unix time. */
  showEnd(ends) {
    this.#date.dateTime = ends === null ? '' : new Date(ends * 1000).toISOString();
    this.#date.textContent = ends === null ? '' : formatDate(ends);
  }

  /**
   * @param {number | null} left Milliseconds; null without an expiry.
   * @param {number} life Milliseconds.
   * @param {string} news For screen readers, which do not announce the countdown.
   */
  showLeft(left, life, news) {
    const expired = left !== null && left <= 0;
    this.#ring.show((left ?? 0) / life, left === null || expired);
    this.#left.toggleAttribute('data-bad', expired);
    setText(this.#word, left === null ? 'Expiry' : expired ? 'Expired' : 'Expires in');
    setText(this.#left, left === null ? 'none' : formatLeft(left));
    setText(this.#news, news);
  }

  /**
   * @param {string} whose
   * @param {{can: boolean, words: string}[]} rights
   */
  showRights(whose, rights) {
    setText(this.#whose, whose);
    this.#rights.replaceChildren(...rights.map(({ can, words }) => create('li', can ? 'yes' : 'no', words)));
  }

  /** @param {import('./judge.js').Judgement} judgement */
  showVerdict(judgement) {
    this.#verdict.hidden = !judgement;
    if (!judgement) return;
    if (judgement === 'none yet') return this.#say('none', 'No answer', 'The sandbox does not answer. The page keeps asking.');
    const { accepted, code, message, explanation, warnings = [] } = judgement;
    if (!accepted) return this.#say('refused', `Refused: ${code} ${message}`, explanation, code);
    const doubts = warnings.map(({ claim, was, remedy }) => `'${claim}' is ${was}. ${remedy}`).join(' ');
    this.#say('accepted', 'Accepted', doubts || IN_ORDER);
  }

  /**
   * @param {string} is
   * @param {string} what
   * @param {string} [why]
   * @param {number} [code] A number in `what` to emphasize.
   */
  #say(is, what, why = '', code) {
    this.#verdict.dataset.is = is;
    setText(this.#why, why);
    if (this.#what.textContent === what) return;
    if (!code) return this.#what.replaceChildren(what);
    const [before, after] = what.split(`${code}`, 2);
    this.#what.replaceChildren(create('span', 'unseen', before), create('b', '', `${code}`), create('span', '', after));
  }
}
