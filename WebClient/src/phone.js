import { ApiError } from './api-error.js';
import { describeEnd, describeOwnEnd, isOwnDecline, toPastCall } from './calls.js';
import { isOutage, isRefusal } from './errors.js';
import { toClientName, toDisplayName } from './names.js';

/**
 * @typedef {object} PhoneState Everything a view needs. Registration and call are independent: a user can call without being registered.
 * @property {'off' | 'registering' | 'on' | 'lost'} registration
 * @property {Readonly<import('./calls.js').Call> | null} call
 * @property {readonly import('./calls.js').PastCall[]} history Newest first.
 * @property {string} notice The last event, as text.
 * @property {unknown} problem The last error, for `explain` in errors.js.
 */

/** @type {PhoneState} */
const NEW = { registration: 'off', call: null, history: [], notice: '', problem: null };

/**
 * The phone has one call at a time, and cannot call while the line is being opened or restored.
 * @param {Pick<PhoneState, 'registration' | 'call'>} state
 */
export const canCall = ({ registration, call }) => !call && registration !== 'registering' && registration !== 'lost';

/**
 * The least scope that the current activity needs. A registered user stays registered during a call.
 * @param {Pick<PhoneState, 'registration' | 'call'>} state
 * @returns {import('./tokens.js').Scope}
 */
const scopeOf = ({ registration, call }) => {
  if (call?.direction !== 'outgoing') return { incoming: true };
  return registration === 'off' ? { outgoing: true } : { incoming: true, outgoing: true };
};

/** @param {any} error */
const isExpiry = ({ code }) => code === 31205 || code === 20104;

// Twilio gives the application 15 s to answer. Most answer in under a second.
const SLOW_MS = 5_000;
const SLOW = 'The application’s Voice URL has not answered yet. If this continues, check the application’s log, and whether it is running. '
  + 'If the browser asks for the microphone, allow it first.';

const OWN_NAME = 'You called your own name. This window is busy with the call, so only another window can answer.';

/** The phone of the signed-in user. It has a line to Twilio only while it is registered or in a call. */
export class Phone {
  #state = NEW;
  /** @type {import('./sdk/line.js').Line | null} */
  #line = null;
  /** @type {import('./sdk/leg.js').Leg | null} */
  #leg = null;
  // Counts user actions. After an await, an action continues only if no later one has replaced it.
  #turn = 0;
  // Counts sessions. A token requested for a user who has signed out is discarded.
  #person = 0;
  // The devices that are registered under this user’s name, including this one. Known with the sandbox only.
  #devices = 0;
  #openLine;
  #tokens;
  #settings;
  #onChange;
  /** @type {import('./sdk/leg.js').Leg['onvolume']} The volume of the microphone and of the other side. */
  onvolume = () => {};

  /**
   * @param {typeof import('./sdk/line.js').openLine} openLine
   * @param {Pick<import('./tokens.js').Tokens, 'identity' | 'request' | 'reuse' | 'forget'>} tokens
   * @param {Omit<import('./sdk/line.js').LineOptions, 'register'> & {renews: () => boolean}} settings `renews`: whether tokens are renewed
   *   automatically.
   * @param {(state: Readonly<PhoneState>) => void} onChange
   */
  constructor(openLine, tokens, settings, onChange) {
    this.#openLine = openLine;
    this.#tokens = tokens;
    this.#settings = settings;
    this.#onChange = onChange;
  }

  /** @param {readonly string[]} names The client name of each registered device. Known with the sandbox only. */
  knowRegistered(names) {
    const devices = names.filter((name) => name === this.#tokens.identity).length;
    if (devices === this.#devices) return;
    this.#devices = devices;
    this.#set({});
  }

  /** Registers for incoming calls, with a token that allows nothing else. */
  async register() {
    this.#set({ registration: 'registering', notice: '', problem: null });
    await this.#attempt(async (isCurrent) => {
      const token = await this.#tokens.request({ incoming: true });
      if (isCurrent()) await this.#open(token, true, isCurrent);
    });
  }

  unregister() {
    this.#turn++;
    this.#set({ registration: 'off', notice: 'You no longer receive calls.', problem: null });
    this.#releaseLine();
  }

  /**
   * Calls a user by display name, if a call is possible now.
   * @param {string} name
   */
  async call(name) {
    if (!canCall(this.#state)) return;
    const registered = this.#state.registration === 'on';
    const line = this.#line;
    this.#set({ call: { name, direction: 'outgoing', phase: 'calling', startedAt: Date.now() }, notice: '', problem: null });
    await this.#attempt(async (isCurrent) => {
      const token = await this.#tokens.reuse(scopeOf(this.#state));
      // If the user has hung up in the meantime, a registered phone still uses the newest token, because the page renews that one.
      if (registered && line === this.#line) line?.useToken(token);
      if (!isCurrent()) return;
      if (!registered) await this.#open(token, false, isCurrent);
      if (isCurrent() && this.#line) this.#follow(this.#line.call(toClientName(name)));
    });
  }

  /** Requests a new token with the scope that is needed now, and uses it on the open line. */
  async renew() {
    const line = this.#line;
    const person = this.#person;
    const { call } = this.#state;
    try {
      const token = await this.#tokens.request(scopeOf(this.#state));
      if (person !== this.#person) return;
      // A call that has started in the meantime has its own token.
      if (line === this.#line && (call || !this.#state.call)) line?.useToken(token);
      const { problem } = this.#state;
      if (!problem) return;
      // A new token is the remedy for an expired one, even if the line was closed.
      if (problem instanceof ApiError || isExpiry(problem) || (line && isRefusal(problem))) this.#set({ problem: null });
    } catch (problem) {
      if (person !== this.#person) return;
      this.#set({ problem });
      throw problem;
    }
  }

  /** Whether the phone is connected to Twilio. */
  get isOnLine() {
    return this.#line !== null;
  }

  accept() {
    this.#setCall({ phase: 'answering' });
    this.#leg?.accept();
  }

  /** Declines, cancels or ends the call, depending on its phase. */
  hangUp() {
    const { call } = this.#state;
    const leg = this.#leg;
    if (!call) return;
    this.#turn++;
    this.#leg = null;
    if (call.phase === 'incoming') leg?.reject();
    else leg?.hangUp();
    this.#end(call, describeOwnEnd(call));
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#leg?.mute(muted);
    this.#setCall({ muted });
  }

  /** @param {string} digit One of 0 to 9, * and #. */
  dial(digit) {
    // While reconnecting, the SDK would drop the call because it cannot send the message.
    if (this.#state.call?.reconnecting) return;
    this.#leg?.sendDigits(digit);
    this.#setCall({ digits: (this.#state.call?.digits ?? '') + digit });
  }

  changeDevices() {
    if (this.#state.call?.phase === 'open') this.#line?.changeDevices();
  }

  /** Ends everything without a notice, when the user signs out. */
  close() {
    this.#turn++;
    this.#person++;
    this.#leg = null;
    this.#set(NEW);
    this.#releaseLine();
  }

  /** @param {(isCurrent: () => boolean) => Promise<void>} action */
  async #attempt(action) {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    try {
      await action(isCurrent);
    } catch (error) {
      if (isCurrent()) this.#fail(error);
    }
  }

  /**
   * @param {string} token
   * @param {boolean} register
   * @param {() => boolean} isCurrent
   */
  async #open(token, register, isCurrent) {
    this.#releaseLine();
    const line = await this.#openLine(token, { ...this.#settings, register });
    if (!isCurrent()) return line.close();

    this.#line = line;
    line.onup = () => this.#onLineUp();
    line.ondown = () => this.#state.registration === 'on' && this.#set({ registration: 'lost' });
    line.onincoming = (leg) => this.#receive(leg);
    line.onerror = (error) => this.#onLineError(error);
    await line.up;
  }

  #onLineUp() {
    const { registration, call, notice, problem } = this.#state;
    if (registration === 'registering' || registration === 'lost') this.#set({ registration: 'on' });
    if (call?.reconnecting) this.#setCall({ reconnecting: false });
    // The connection is back, so its error no longer applies.
    if (problem && isOutage(problem)) this.#set({ notice: call ? '' : notice, problem: null });
  }

  /** @param {import('./sdk/line.js').SdkError} error */
  #onLineError(error) {
    const { registration, call, problem } = this.#state;
    if (isRefusal(error)) this.#tokens.forget();
    if (isExpiry(error) && (registration === 'on' || registration === 'lost') && this.#settings.renews()) return this.#renewExpired();
    // Each failed attempt to connect raises two errors. Show the first.
    if (problem && isOutage(problem) && isOutage(error)) return;
    // The SDK keeps trying to connect. A registration waits for it; a call fails.
    if (registration !== 'off' && !isRefusal(error)) return this.#set({ problem: error });
    if (call && call.phase !== 'calling') return this.#set({ registration: 'off', problem: error });
    this.#fail(error);
  }

  /** The token expired before it was renewed: the machine was asleep, or TokenApi was down. */
  #renewExpired() {
    if (!this.#state.call) return this.register();
    this.#set({ registration: 'lost' });
    this.renew().catch(() => {}); // The phone shows the error, and the renewal retries.
  }

  /** @param {unknown} problem */
  #fail(problem) {
    const { registration, call } = this.#state;
    this.#turn++;
    // A failed call ends the registration only if Twilio refused the token that both use.
    const survives = call && !isRefusal(problem);
    this.#leg = null;
    this.#set({ registration: survives ? registration : 'off' });
    if (call) this.#end(call, { notice: '', outcome: 'failed' }, problem);
    else this.#set({ problem, notice: '' });
    this.#releaseLineIfIdle();
  }

  /** @param {import('./sdk/leg.js').Leg} leg */
  #receive(leg) {
    const name = toDisplayName(leg.from) || 'an unknown caller';
    const call = /** @type {const} */ ({ name, direction: 'incoming', phase: 'incoming', startedAt: Date.now() });
    const current = this.#state.call;
    if (current) {
      leg.reject();
      const self = this.#tokens.identity;
      if (current.direction === 'outgoing' && current.phase !== 'open' && leg.from === self && toClientName(current.name) === self) {
        return this.#setCall({ isOwn: true }, OWN_NAME);
      }
      const history = [toPastCall(call, 'declined because you were busy'), ...this.#state.history];
      return this.#set({ history, notice: `${name} called while you were busy and was declined.` });
    }
    this.#set({ call, notice: '', problem: null });
    this.#follow(leg);
  }

  /** @param {import('./sdk/leg.js').Leg} leg */
  #follow(leg) {
    this.#leg = leg;
    /** @type {<T extends any[]>(handler: (...values: T) => void) => (...values: T) => void} */
    const ifCurrent = (handler) => (...values) => { if (this.#leg === leg) handler(...values); };
    setTimeout(ifCurrent(() => this.#state.call?.phase === 'calling' && this.#set({ notice: SLOW })), SLOW_MS);
    leg.onringing = ifCurrent(() => this.#setCall({ phase: 'ringing' }, ''));
    leg.onopen = ifCurrent(() => this.#setCall({ phase: 'open', openedAt: Date.now() }, ''));
    leg.onerror = ifCurrent((error) => this.#set({ problem: error }));
    leg.onreconnecting = ifCurrent(() => this.#setCall({ reconnecting: true }));
    leg.onreconnected = ifCurrent(() => this.#setCall({ reconnecting: false }));
    leg.onvolume = ifCurrent((microphone, speaker) => this.onvolume(microphone, speaker));
    leg.onended = ifCurrent((cause, error) => {
      const { call } = this.#state;
      this.#leg = null;
      if (!call) return;
      const problem = isOwnDecline(call, error) ? undefined : error;
      this.#end(call, describeEnd(call, cause, problem), problem);
    });
  }

  /**
   * @param {import('./calls.js').Call} call
   * @param {{notice: string, outcome: string}} end
   * @param {unknown} [problem]
   */
  #end(call, { notice, outcome }, problem) {
    const history = [toPastCall(call, outcome), ...this.#state.history];
    if (problem) this.#tokens.forget(); // The token may be the cause of the failure.
    this.#set({ call: null, history, notice, ...(problem ? { problem } : {}) });
    this.#line?.endSound();
    this.#releaseLineIfIdle();
  }

  #releaseLineIfIdle() {
    if (this.#state.registration === 'off') this.#releaseLine();
  }

  #releaseLine() {
    this.#line?.close();
    this.#line = null;
  }

  /**
   * @param {Partial<import('./calls.js').Call>} change
   * @param {string} [notice]
   */
  #setCall(change, notice = this.#state.notice) {
    if (this.#state.call) this.#set({ call: { ...this.#state.call, ...change }, notice });
  }

  /** @param {Partial<PhoneState>} change */
  #set(change) {
    this.#state = { ...this.#state, ...change };
    const notice = [this.#state.notice, this.#describeOthers()].filter(Boolean).join(' ');
    this.#onChange({ ...this.#state, notice });
  }

  /** Other windows of this user ring too. */
  #describeOthers() {
    const { registration, call } = this.#state;
    if (this.#devices < 2 || registration !== 'on' || call) return '';
    const name = toDisplayName(this.#tokens.identity ?? '');
    return this.#devices === 2
      ? `Another window is also registered as ${name}. Calls ring in both.`
      : `${this.#devices - 1} other windows are also registered as ${name}. Calls ring in all of them.`;
  }
}
