import { create, setText } from '../view/dom.js';
import { LANE } from './story.js';

/** @typedef {import('./story.js').Message} Message */

const BARS = [3, 5, 9, 7, 8, 4, 6, 3, 9, 2];

/** A sequence diagram: lifelines, and messages as an ordered list of texts on lines. */
export class Diagram {
  #lines = create('div', 'lines');
  #rows = create('ol', 'rows');
  #labels = ['', 'TokenApi', 'Twilio', ''];
  #heads = this.#labels.map((label) => create('b', '', label));

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#rows.ariaLabel = 'Messages';
    this.#heads[2].className = 'dark';
    this.#heads[2].append(create('span', 'more', ' sandbox'));
    this.#lines.append(
      hide(create('div', 'rails', ...this.#labels.map(() => create('i', '')))),
      hide(create('div', 'heads', ...this.#heads.map((head) => create('span', '', head)))),
      this.#rows,
    );
    place.prepend(this.#lines);
  }

  /**
   * @param {string} left Who is on the left.
   * @param {string} right
   */
  name(left, right) {
    for (const [lane, label] of /** @type {const} */ ([[LANE.alice, left], [LANE.bob, right]])) {
      this.#labels[lane] = label;
      setText(this.#heads[lane], label);
    }
  }

  /**
   * @param {import('./story.js').Row[]} rows
   * @param {Message | null} newest The message to animate.
   */
  draw(rows, newest) {
    this.#lines.style.setProperty('--n', String(rows.length));
    this.#rows.replaceChildren(...rows.map((row, at) => {
      const { step } = row[0];
      const item = create('li', '', ...row.map((message) => toElement(message, this.#labels, message === newest)));
      if (rows[at - 1]?.[0].step !== step) {
        item.dataset.step = '';
        item.prepend(hide(create('span', 'num', String(step))));
      }
      if (rows[at + 1]?.[0].step !== step) item.dataset.last = '';
      return item;
    }));
  }
}

/**
 * @param {Message} message
 * @param {string[]} labels
 * @param {boolean} isNew
 */
function toElement({ from, to, words, sent, tone, audio, ghost, over }, labels, isNew) {
  const className = [ghost && 'ghost', over && 'over', isNew && 'new'].filter(Boolean).join(' ');
  const span = `${Math.min(from, to)}-${Math.max(from, to)}`;
  if (audio) {
    const band = create('div', `audio ${className}`, bars(), create('span', '', words), bars());
    band.dataset.span = span;
    return band;
  }
  if (from === to) {
    return create('div', `msg self ${className}`, create('span', 'unseen', `${labels[from]}: `), create('b', '', words));
  }
  const [short, more] = words.split('|');
  const text = create('b', '', short, ...(more ? [create('span', 'more', more)] : []));
  const line = create('div', `msg ${className}`, create('span', 'unseen', `${labels[from]} to ${labels[to]}: `), text);
  if (sent) line.append(create('small', '', sent));
  line.dataset.span = span;
  if (tone) line.dataset.tone = tone;
  if (to < from) line.dataset.back = '';
  return line;
}

function bars() {
  return hide(create('span', 'bars', ...BARS.map((height) => {
    const bar = create('i', '');
    bar.style.setProperty('--h', String(height / 10));
    return bar;
  })));
}

/** @template {HTMLElement} T @param {T} part */
function hide(part) {
  part.setAttribute('aria-hidden', 'true');
  return part;
}
