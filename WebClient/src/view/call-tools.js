// Controls of a call: mute, keypad, and volume meters.
import { button, create, element, isVisible, setText } from './dom.js';
import { nextLevel } from './volume.js';
import { showTab } from './tabs.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const NAMES = /** @type {Record<string, string>} */ ({ '*': 'Star', '#': 'Hash' });
const mute = button('mute');
const keys = button('keys');
const keypad = element('keypad');
const meters = [element('microphone-level'), element('speaker-level')];
// With reduced motion, meters move four times a second instead of twenty.
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const CALM = 5;
let volumes = 0;
let levels = [0, 0];
let muted = false;

/** @param {() => import('../phone.js').Phone} phone */
export function connectCallTools(phone) {
  mute.addEventListener('click', () => phone().mute(!muted));
  keys.addEventListener('click', () => {
    showKeypad(!isVisible(keypad));
    showTab('phone');
    keypad.scrollIntoView({ block: 'nearest' });
  });
  keypad.append(...KEYS.map((key) => {
    const control = create('button', 'key', key);
    control.type = 'button';
    if (NAMES[key]) control.setAttribute('aria-label', NAMES[key]);
    control.addEventListener('click', () => phone().dial(key));
    return control;
  }));
  document.addEventListener('keydown', ({ key, target, repeat, ctrlKey, altKey, metaKey }) => {
    const typing = target instanceof Element && target.matches('input:not([type=radio], [type=checkbox]), select');
    const held = repeat || ctrlKey || altKey || metaKey;
    if (!element('call-tools').hidden && KEYS.includes(key) && !typing && !held) phone().dial(key);
  });
}

/** @param {Readonly<import('../calls.js').Call> | null} call */
export function showCallTools(call) {
  const open = call?.phase === 'open';
  element('call-tools').hidden = element('levels').hidden = mute.hidden = keys.hidden = !open;
  if (!open) {
    showKeypad(false);
    levels = [0, 0];
  }
  muted = call?.muted ?? false;
  mute.classList.toggle('on', muted);
  setText(mute, muted ? 'Unmute' : 'Mute');
  setText(element('microphone-name'), muted ? 'Muted' : 'Microphone');
  setText(element('digits'), call?.digits ?? '');
  for (const key of keypad.querySelectorAll('button')) key.disabled = call?.reconnecting ?? false;
}

/**
 * @param {number} microphone From 0 to 1.
 * @param {number} speaker
 */
export function showVolume(microphone, speaker) {
  levels = [microphone, speaker].map((amplitude, side) => nextLevel(levels[side], amplitude));
  if (calm.matches && volumes++ % CALM) return;
  meters.forEach((meter, side) => meter.style.setProperty('--level', levels[side].toFixed(3)));
}

/** @param {boolean} visible */
function showKeypad(visible) {
  keypad.hidden = !visible;
  keys.setAttribute('aria-expanded', String(visible));
}
