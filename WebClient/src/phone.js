import { ApiError } from './api-error.js';
import { describeEnd, describeOwnEnd, toPastCall } from './calls.js';
import { isOutage, isRefusal } from './errors.js';
import { toClientName, toDisplayName } from './names.js';

/**
 * @typedef {object} PhoneState Everything a view needs. The two halves move independently: one may call without being registered.
 * @property {'off' | 'registering' | 'on' | 'lost'} registration
 * @property {Readonly<import('./calls.js').Call> | null} call
 * @property {readonly import('./calls.js').PastCall[]} history Newest first.
 * @property {string} notice The last thing that happened, in words.
 * @property {unknown} problem The last error, for `explain` in errors.js.
 */

/** @type {PhoneState} */
const NEW = { registration: 'off', call: null, history: [], notice: '', problem: null };

/**
 * One call at a time; and while registering or reconnecting, a call would need the line that is on its way.
 * @param {Pick<PhoneState, 'registration' | 'call'>} state
 */
export const canCall = ({ registration, call }) => !call && registration !== 'registering' && registration !== 'lost';

/**
 * The least that what is going on needs. Who is registered stays so during a call, too.
 * @param {Pick<PhoneState, 'registration' | 'call'>} state
 * @returns {import('./tokens.js').Scope}
 */
const scopeOf = ({ registration, call }) => {
  if (call?.direction !== 'outgoing') return { incoming: true };
  return registration === 'off' ? { outgoing: true } : { incoming: true, outgoing: true };
};

/** @param {import('./sdk/line.js').SdkError} error */
const isExpiry = ({ code }) => code === 31205 || code === 20104;

// Twilio gives the application 15 s to say what to do with a call; most need a fraction of one.
const SLOW_MS = 5_000;
const SLOW = 'The Voice URL of the application has not answered yet. If this goes on, look into the log of the application. '
  + 'If the browser asks for the microphone, allow it first.';

/** The phone of one signed-in person. A line to Twilio exists only while registered or in a call. */
export class Phone {
  #state = NEW;
  /** @type {import('./sdk/line.js').Line | null} */
  #line = null;
  /** @type {import('./sdk/leg.js').Leg | null} */
  #leg = null;
  // Counts what the person started. After a pause an action goes on only if no later one has replaced it.
  #turn = 0;
  // Counts who has used this phone. What was asked for somebody who has signed out since is nobody's.
  #person = 0;
  #openLine;
  #tokens;
  #settings;
  #onChange;
  /** @type {import('./sdk/leg.js').Leg['onvolume']} How loud the microphone and the other side are. */
  onvolume = () => {};

  /**
   * @param {typeof import('./sdk/line.js').openLine} openLine
   * @param {Pick<import('./tokens.js').Tokens, 'request' | 'reuse' | 'forget'>} tokens
   * @param {Omit<import('./sdk/line.js').LineOptions, 'register'> & {renews: () => boolean}} settings `renews`: whether a token is renewed
   *   without being asked for.
   * @param {(state: Readonly<PhoneState>) => void} onChange
   */
  constructor(openLine, tokens, settings, onChange) {
    this.#openLine = openLine;
    this.#tokens = tokens;
    this.#settings = settings;
    this.#onChange = onChange;
  }

  /** Become reachable, with a token that allows nothing else. */
  async register() {
    this.#set({ registration: 'registering', notice: '', problem: null });
    await this.#attempt(async (isCurrent) => {
      const token = await this.#tokens.request({ incoming: true });
      if (isCurrent()) await this.#open(token, true, isCurrent);
    });
  }

  unregister() {
    this.#turn++;
    this.#set({ registration: 'off', notice: 'You cannot be called any more.', problem: null });
    this.#releaseLine();
  }

  /**
   * Calls somebody by the name that is shown, if that can be done now.
   * @param {string} name
   */
  async call(name) {
    if (!canCall(this.#state)) return;
    const registered = this.#state.registration === 'on';
    const line = this.#line;
    this.#set({ call: { name, direction: 'outgoing', phase: 'calling', startedAt: Date.now() }, notice: '', problem: null });
    await this.#attempt(async (isCurrent) => {
      const token = await this.#tokens.reuse(scopeOf(this.#state));
      // Whoever has hung up meanwhile stays registered, with the newest token: that is the one which is renewed.
      if (registered && line === this.#line) line?.useToken(token);
      if (!isCurrent()) return;
      if (!registered) await this.#open(token, false, isCurrent);
      if (isCurrent() && this.#line) this.#follow(this.#line.call(toClientName(name)));
    });
  }

  /** Asks for a fresh token, and goes on with it where there is a line: only what is going on needs to be allowed. */
  async renew() {
    const line = this.#line;
    const person = this.#person;
    const { call } = this.#state;
    try {
      const token = await this.#tokens.request(scopeOf(this.#state));
      if (person !== this.#person) return;
      // A call that has begun meanwhile has a token of its own.
      if (line === this.#line && (call || !this.#state.call)) line?.useToken(token);
      const { problem } = this.#state;
      if (problem instanceof ApiError || (line && problem && isRefusal(problem))) this.#set({ problem: null });
    } catch (problem) {
      if (person !== this.#person) return;
      this.#set({ problem });
      throw problem;
    }
  }

  /** Whether a token is in use. */
  get isOnLine() {
    return this.#line !== null;
  }

  accept() {
    this.#setCall({ phase: 'answering' });
    this.#leg?.accept();
  }

  /** Declines, cancels or ends the call, whichever it is time for. */
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
    // The SDK would lose the call over a message that cannot be sent.
    if (this.#state.call?.reconnecting) return;
    this.#leg?.sendDigits(digit);
    this.#setCall({ digits: (this.#state.call?.digits ?? '') + digit });
  }

  changeDevices() {
    if (this.#state.call?.phase === 'open') this.#line?.changeDevices();
  }

  /** Ends everything, silently: the person has signed out. */
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
    // Whatever was said about the lost connection is over.
    if (problem && isOutage(problem)) this.#set({ notice: call ? '' : notice, problem: null });
  }

  /** @param {import('./sdk/line.js').SdkError} error */
  #onLineError(error) {
    const { registration, call, problem } = this.#state;
    if (isRefusal(error)) this.#tokens.forget();
    if (isExpiry(error) && (registration === 'on' || registration === 'lost') && this.#settings.renews()) return this.#renewExpired();
    // Each new attempt to connect fails with two errors; the first one has been told.
    if (problem && isOutage(problem) && isOutage(error)) return;
    // The SDK goes on trying to connect; one who is (or wants to be) registered waits, one who calls is told.
    if (registration !== 'off' && !isRefusal(error)) return this.#set({ problem: error });
    if (call && call.phase !== 'calling') return this.#set({ registration: 'off', problem: error });
    this.#fail(error);
  }

  /** The token expired before it was renewed: the machine was asleep, or TokenApi was away. */
  #renewExpired() {
    if (!this.#state.call) return this.register();
    this.#set({ registration: 'lost' });
    this.renew().catch(() => {}); // The phone shows why, and the renewal tries again.
  }

  /** @param {unknown} problem */
  #fail(problem) {
    const { registration, call } = this.#state;
    this.#turn++;
    // A failed call takes a working registration down only when Twilio refused the token that both depend on.
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
    if (this.#state.call) {
      leg.reject();
      const history = [toPastCall(call, 'declined: you were busy'), ...this.#state.history];
      return this.#set({ history, notice: `${name} called while you were busy, and was declined.` });
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
      if (call) this.#end(call, describeEnd(call, cause, error), error);
    });
  }

  /**
   * @param {import('./calls.js').Call} call
   * @param {{notice: string, outcome: string}} end
   * @param {unknown} [problem]
   */
  #end(call, { notice, outcome }, problem) {
    const history = [toPastCall(call, outcome), ...this.#state.history];
    if (problem) this.#tokens.forget(); // It may have failed by what its token says.
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
    this.#onChange(this.#state);
  }
}
