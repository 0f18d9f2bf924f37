import { explain } from '../errors.js';
import { create, setText } from '../view/dom.js';
import { formatDuration } from '../view/time.js';
import { nextLevel } from '../view/volume.js';
import { nameOf } from '../diagram/messages.js';
import { Ticket } from './ticket.js';

/** @typedef {import('./party.js').Party} Party */
/**
 * @typedef {object} Scene
 * @property {boolean} caller Whether this phone calls the other.
 * @property {string} other
 * @property {boolean} robot Whether the caller talks to the robot.
 * @property {'void' | 'lacks' | null} defect What is wrong with the token.
 * @property {boolean} refused
 * @property {boolean} stuck Whether only a new start helps.
 * @property {boolean} busy
 */
/** @typedef {{lamp: string, over: string, big: string, note?: string}} Words */

const DIGITS = [...'1234567890'];

/** One phone of the demo: display, ticket and buttons. */
export class PhoneCard {
  #role = create('span', 'hint');
  #over = create('span', '');
  #big = create('p', 'who');
  #note = create('p', 'notice');
  #time = create('p', 'timer');
  #levels = [create('span', 'level'), create('span', 'level')];
  #meters = create('div', 'levels', create('span', '', 'Microphone'), this.#levels[0], create('span', '', 'Speaker'), this.#levels[1]);
  #display;
  #ticket;
  #main = create('button', '');
  #second = create('button', '', 'Reject');
  #idle = create('p', '', 'Nothing to do until it rings.');
  #robot = create('button', 'link', 'Or call the robot');
  #keypad = create('div', 'keypad');
  #values = [0, 0];
  /** @type {() => void} */
  #act = () => {};
  #callRobot = () => {};
  /** @type {(digit: string) => void} */
  #dial = () => {};
  #card;

  /**
   * @param {HTMLElement} card
   * @param {'alice' | 'bob'} name
   * @param {{open: () => void, reject: () => void}} actions
   */
  constructor(card, name, { open, reject }) {
    const title = nameOf(name);
    this.#card = card;
    this.#ticket = new Ticket(title, open);
    const status = create('p', 'over', this.#over);
    const lamp = create('span', 'lamp');
    lamp.setAttribute('aria-hidden', 'true');
    status.prepend(lamp);
    const spoken = create('div', '', status, this.#big, this.#note);
    spoken.setAttribute('role', 'status');
    this.#time.setAttribute('role', 'timer');
    this.#meters.setAttribute('aria-hidden', 'true');
    this.#display = create('div', 'display', spoken, this.#time, this.#meters);
    for (const button of [this.#main, this.#second, this.#robot]) button.type = 'button';
    for (const part of [this.#main, this.#second, this.#idle, this.#meters, this.#robot, this.#keypad]) part.hidden = true;
    this.#ticket.show(null, null);
    this.#main.addEventListener('click', ({ detail }) => { if (detail < 2) this.#act(); });
    this.#second.addEventListener('click', reject);
    this.#robot.addEventListener('click', () => this.#callRobot());
    this.#keypad.role = 'group';
    this.#keypad.ariaLabel = 'Keypad';
    this.#keypad.append(...DIGITS.map((digit) => {
      const key = create('button', '', digit);
      key.type = 'button';
      key.addEventListener('click', () => this.#dial(digit));
      return key;
    }));
    const face = create('span', 'face', title[0]);
    face.setAttribute('aria-hidden', 'true');
    card.append(
      create('header', '', face, create('h2', '', title), this.#role),
      this.#display, this.#ticket.element, this.#keypad, create('div', 'act', this.#main, this.#second, this.#idle), this.#robot,
    );
  }

  get lamp() {
    return this.#display.dataset.lamp;
  }

  /** The main button’s words, or null without one. */
  get mainAction() {
    return this.#main.hidden ? null : this.#main.textContent;
  }

  get ringing() {
    return !this.#second.hidden;
  }

  /** Presses the main button, for the call bar. */
  press() {
    this.#main.click();
  }

  /**
   * @param {Party} party
   * @param {Scene} scene
   * @param {{call: () => void, callRobot: () => void, start: () => void}} actions
   */
  show(party, scene, { call, callRobot, start }) {
    const { lamp, over, big, note = '' } = describe(party, scene);
    this.#display.dataset.lamp = lamp;
    setText(this.#role, scene.caller ? 'calls' : 'is called');
    setText(this.#over, over);
    setText(this.#big, big);
    setText(this.#note, note);
    this.#ticket.show(party.token, scene.defect);

    const focused = document.activeElement;
    const had = this.#card.contains(focused);
    const phase = party.state.call?.phase;
    const { phone } = party;
    const [words, look, act] = scene.refused && scene.caller ? ['Use a good token', 'primary', start]
      : scene.stuck && scene.caller ? ['Start over', 'primary', start]
      : phase === 'incoming' ? ['Accept', 'accept', () => phone.accept()]
      : phase === 'open' || phase === 'answering' ? ['Hang up', 'danger', () => phone.hangUp()]
      : phase ? ['Cancel', 'danger', () => phone.hangUp()]
      : [`Call ${scene.other}`, 'primary', call];
    this.#act = act;
    this.#callRobot = callRobot;
    this.#dial = (digit) => phone.dial(digit);
    this.#robot.hidden = !scene.caller || Boolean(phase) || scene.busy || scene.refused;
    this.#keypad.hidden = !scene.robot || phase !== 'open';
    const waits = !scene.caller && !phase;
    this.#main.hidden = waits;
    this.#main.disabled = scene.busy && !scene.stuck && !phase;
    setText(this.#main, words);
    this.#main.className = look;
    this.#second.hidden = phase !== 'incoming';
    this.#idle.hidden = !waits;
    // The button with the focus may be gone.
    if (had && document.activeElement !== focused) this.#focusable.focus();
    this.#meters.hidden = this.#time.hidden = phase !== 'open';
    if (phase !== 'open') this.#values = [0, 0];
    this.tick(party, scene);
  }

  /** Shows the time left of the token, and the duration of the call. @param {Party} party @param {Scene} scene */
  tick(party, scene) {
    if (party.token) this.#ticket.tick(party.token, scene.defect);
    const openedAt = party.state.call?.openedAt;
    setText(this.#time, openedAt ? formatDuration(Date.now() - openedAt) : '');
  }

  /** @param {number} microphone From 0 to 1. @param {number} speaker */
  showVolume(microphone, speaker) {
    this.#values = [microphone, speaker].map((amplitude, side) => nextLevel(this.#values[side], amplitude));
    this.#levels.forEach((level, side) => level.style.setProperty('--level', this.#values[side].toFixed(3)));
  }

  get #focusable() {
    if (!this.#main.hidden && !this.#main.disabled) return this.#main;
    this.#card.tabIndex = -1;
    return this.#card;
  }
}

/**
 * @param {Party} party
 * @param {Scene} scene
 * @returns {Words}
 */
function describe({ name, state: { call, registration, problem, notice }, token }, { caller, other: person, robot, refused, stuck }) {
  const self = nameOf(name);
  const other = robot ? 'Robot' : person;
  if (refused && caller) return { lamp: 'bad', over: 'The call was', big: 'Refused', note: 'The diagram shows why.' };
  switch (call?.phase) {
    case 'calling': return { lamp: 'call', over: 'Calling', big: other };
    case 'ringing': return { lamp: 'call', over: 'Calling', big: other, note: `${other}’s phone rings.` };
    case 'incoming': return { lamp: 'call', over: 'Incoming call from', big: other, note: `Accept to talk to ${other}.` };
    case 'answering': return { lamp: 'call', over: 'Answering', big: other };
    case 'open': return { lamp: 'on', over: 'In call with', big: other, note: call.reconnecting ? 'The connection is lost.' : '' };
  }
  if (problem && (stuck || (!caller && registration === 'off'))) {
    return { lamp: 'bad', over: `${self}’s phone`, big: 'Error', note: explain(problem).what };
  }
  if (caller) return { lamp: token ? 'on' : 'off', over: token ? 'Ready to call' : 'Signing in', big: token ? other : self, note: notice };
  if (registration === 'on') return { lamp: 'on', over: 'Registered as', big: self, note: notice || 'Waiting for a call.' };
  if (registration === 'lost') return { lamp: 'wait', over: 'Reconnecting as', big: self };
  return { lamp: 'off', over: registration === 'registering' ? 'Registering as' : 'Signing in', big: self };
}
