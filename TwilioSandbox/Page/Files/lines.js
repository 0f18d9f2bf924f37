import { describeParties, describeState } from './calls.js';
import { create, setText, showList } from './dom.js';
import { hasSound } from './sound.js';
import { formatDuration } from './time.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

// The buttons of a call, and the states in which they are offered.
const ACTIONS = [
  { name: 'microphone', label: 'Answer with microphone', look: 'primary', in: ['ringing'] },
  { name: 'echo', label: 'Answer with echo', look: '', in: ['ringing'] },
  { name: 'decline', label: 'Decline', look: 'stop', in: ['ringing'] },
  { name: 'hangup', label: 'Hang up', look: 'stop', in: ['calling', 'answered'] },
  { name: 'close', label: 'Close', look: '', in: ['ended'] },
];

/**
 * Lists the telephone's calls.
 * @param {HTMLElement} list
 * @param {any[]} lines Each with `phase`: ringing, calling, answered or ended.
 * @param {(line: any, action: string, digit?: string) => void} act
 */
export function showLines(list, lines, act) {
  showList(list, lines, ({ callSid }) => callSid, (line) => make(line, act), update);
}

function make(line, act) {
  const row = create('li', 'line',
    create('span', 'dot'),
    create('p', 'party', create('strong'), create('span', 'when')),
    create('p', 'hint'),
    create('div', 'row actions', ...ACTIONS.map(({ name, label, look }) => button(label, `${look} ${name}`, () => act(line, name)))),
    create('div', 'keypad', ...KEYS.map((key) => button(key, 'key', () => act(line, 'key', key)))));
  row.querySelector('.keypad').setAttribute('role', 'group');
  row.querySelector('.keypad').setAttribute('aria-label', 'Keypad');
  return row;
}

function button(label, className, onClick) {
  const created = create('button', className.trim(), label);
  created.type = 'button';
  created.addEventListener('click', onClick);
  return created;
}

function update(row, line) {
  const focused = row.contains(document.activeElement) && document.activeElement;
  row.classList.toggle('waiting', line.phase === 'ringing' || line.phase === 'calling');
  row.classList.toggle('on', line.phase === 'answered');
  row.classList.toggle('failed', line.phase === 'ended' && Boolean(line.call?.code));
  setText(row.querySelector('strong'), describeParties({ from: line.from, callees: [line.to] }));
  setText(row.querySelector('.when'), line.phase === 'ended' ? '' : formatDuration(Date.now() - new Date(line.answeredAt ?? line.startedAt)));
  setText(row.querySelector('.hint'), describe(line));
  for (const { name, in: phases } of ACTIONS) row.querySelector(`.${name}`).hidden = !phases.includes(line.phase);
  row.querySelector('.keypad').hidden = line.phase !== 'answered';
  // The focused button is gone: the next one takes its place.
  if (focused && focused.closest('[hidden]')) row.querySelector('button:not([hidden])').focus();
}

function describe({ phase, callSid, direction, sound, call, why }) {
  if (phase === 'ended') return `Ended${why ? `: ${why}` : ''}`;
  if (phase === 'ringing') return 'Incoming call. If nobody answers before the timeout, it ends as no-answer.';
  if (phase === 'calling') return `Calling. ${call ? describeState(call) : 'Requesting TwiML'}`;
  return `In call. ${describeSound(direction, sound, hasSound(callSid))}`;
}

function describeSound(direction, sound, isHere) {
  if (isHere) return 'The sound is in this tab.';
  if (sound === 'echo') return 'The other side hears itself.';
  return sound === 'microphone' ? 'The sound is in another tab, or that tab was closed.' : 'The other side hears silence.';
}
