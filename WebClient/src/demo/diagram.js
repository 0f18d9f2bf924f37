import { create } from '../view/dom.js';
import { LANES } from './story.js';

/** @typedef {import('./story.js').Message} Message */

const BARS = [3, 5, 9, 7, 8, 4, 6, 3, 9, 2];

/**
 * Draws the rows as an ordered list of texts on lines.
 * @param {HTMLElement} list
 * @param {import('./story.js').Row[]} rows
 * @param {Message | null} newest The message to animate.
 */
export function drawDiagram(list, rows, newest) {
  list.parentElement?.style.setProperty('--n', String(rows.length));
  list.replaceChildren(...rows.map((row, at) => {
    const { step } = row[0];
    const item = create('li', '', ...row.map((message) => toElement(message, message === newest)));
    if (rows[at - 1]?.[0].step !== step) {
      item.dataset.step = '';
      item.prepend(hide(create('span', 'num', String(step))));
    }
    if (rows[at + 1]?.[0].step !== step) item.dataset.last = '';
    return item;
  }));
}

/**
 * @param {Message} message
 * @param {boolean} isNew
 */
function toElement({ from, to, words, sent, tone, audio, ghost }, isNew) {
  const className = [ghost && 'ghost', isNew && 'new'].filter(Boolean).join(' ');
  if (audio) return create('div', `audio ${className}`, bars(), create('span', '', words), bars());
  if (from === to) {
    const note = create('div', `msg self ${className}`, create('span', 'unseen', `${LANES[from]}: `), create('b', '', words));
    if (to === LANES.length - 1) note.dataset.end = '';
    return note;
  }
  const [short, more] = words.split('|');
  const text = create('b', '', short, ...(more ? [create('span', 'more', more)] : []));
  const line = create('div', `msg ${className}`, create('span', 'unseen', `${LANES[from]} to ${LANES[to]}: `), text);
  if (sent) line.append(create('small', '', sent));
  line.dataset.span = `${Math.min(from, to)}-${Math.max(from, to)}`;
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
