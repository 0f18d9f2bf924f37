import { openLine } from './sdk/twilio-client.js';
import { isOutage, isRefusal } from './errors.js';
import { toClientName, toDisplayName } from './names.js';

/**
 * @typedef {object} Call
 * @property {string} name The other side, as it is shown.
 * @property {'incoming' | 'outgoing'} direction
 * @property {'calling' | 'ringing' | 'incoming' | 'answering' | 'open'} phase
 * @property {number} [openedAt] Epoch milliseconds.
 *
 * @typedef {object} PhoneState Everything a view needs. The two halves move independently: one may call without being registered.
 * @property {'off' | 'registering' | 'on' | 'lost'} registration
 * @property {Readonly<Call> | null} call
 * @property {string} notice The last thing that happened, in words.
 * @property {unknown} problem The last error, for `explain` in errors.js.
 */

/** The phone of one signed-in person. A line to Twilio exists only while registered or in a call. */
export class Phone {
  /** @type {PhoneState} */
  #state = { registration: 'off', call: null, notice: '', problem: null };
  /** @type {import('./sdk/line.js').Line | null} */
  #line = null;
  /** @type {import('./sdk/line.js').Leg | null} */
  #leg = null;
  // Counts what the person started. After a pause an action goes on only if no later one has replaced it.
  #turn = 0;
  #tokens;
  #sandbox;
  #onChange;

  /**
   * @param {import('./tokens.js').Tokens} tokens
   * @param {{host: string} | null} sandbox
   * @param {(state: Readonly<PhoneState>) => void} onChange
   */
  constructor(tokens, sandbox, onChange) {
    this.#tokens = tokens;
    this.#sandbox = sandbox;
    this.#onChange = onChange;
  }

  /** Become reachable, with a token that allows nothing else. */
  async register() {
    this.#set({ registration: 'registering', notice: '', problem: null });
    await this.#attempt(async (isCurrent) => {
      const token = await this.#tokens.request({ incoming: true });
      if (isCurrent()) await this.#open(token, { register: true }, isCurrent);
    });
  }

  unregister() {
    this.#turn++;
    this.#set({ registration: 'off', notice: 'You cannot be called any more.', problem: null });
    this.#releaseLine();
  }

  /**
   * Calls somebody by the name that is shown. Not while registering or reconnecting: the call would need the line that is on its way.
   * @param {string} name
   */
  async call(name) {
    const registered = this.#state.registration === 'on';
    this.#set({ call: { name, direction: 'outgoing', phase: 'calling' }, notice: '', problem: null });
    await this.#attempt(async (isCurrent) => {
      const token = await this.#tokens.reuse(registered ? { incoming: true, outgoing: true } : { outgoing: true });
      if (!isCurrent()) return;
      if (registered) this.#line.useToken(token);
      else await this.#open(token, { register: false }, isCurrent);
      if (isCurrent()) this.#follow(this.#line.call(toClientName(name)));
    });
  }

  accept() {
    this.#setCall({ phase: 'answering' });
    this.#leg.accept();
  }

  reject() {
    this.#endCall(`You declined the call from ${this.#state.call.name}.`);
  }

  hangUp() {
    const { name, direction, phase } = this.#state.call;
    const cancelled = direction === 'outgoing' && phase !== 'open';
    this.#endCall(cancelled ? `You cancelled the call to ${name}.` : `You ended the call with ${name}.`);
  }

  /** Ends everything, silently: the person has signed out. */
  close() {
    this.#turn++;
    this.#leg = null;
    this.#set({ registration: 'off', call: null, notice: '', problem: null });
    this.#releaseLine();
  }

  async #attempt(action) {
    const turn = ++this.#turn;
    const isCurrent = () => turn === this.#turn;
    try {
      await action(isCurrent);
    } catch (error) {
      if (isCurrent()) this.#fail(error);
    }
  }

  async #open(token, options, isCurrent) {
    this.#releaseLine();
    const line = await openLine(token, this.#sandbox, options);
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
    // Whatever was said about the lost connection is over.
    if (problem && isOutage(problem)) this.#set({ notice: call ? '' : notice, problem: null });
  }

  #onLineError(error) {
    const { registration, call, problem } = this.#state;
    // Each new attempt to connect fails with two errors; the first one has been told.
    if (problem && isOutage(problem) && isOutage(error)) return;
    // The SDK goes on trying to connect; one who is (or wants to be) registered waits, one who calls is told.
    if (registration !== 'off' && !isRefusal(error)) return this.#set({ problem: error });
    if (call && call.phase !== 'calling') return this.#set({ registration: 'off', problem: error });
    this.#fail(error);
  }

  #fail(problem) {
    const { registration, call } = this.#state;
    this.#turn++;
    // A failed call takes a working registration down only when Twilio refused the token that both depend on.
    const survives = registration === 'on' && call && !isRefusal(problem);
    this.#leg = null;
    this.#set({ registration: survives ? 'on' : 'off', call: null, problem, notice: '' });
    this.#releaseLineIfIdle();
  }

  #receive(leg) {
    if (this.#state.call) {
      leg.reject();
      this.#set({ notice: `${toDisplayName(leg.from)} called while you were busy, and was declined.` });
      return;
    }
    this.#set({ call: { name: toDisplayName(leg.from) || 'an unknown caller', direction: 'incoming', phase: 'incoming' }, notice: '', problem: null });
    this.#follow(leg);
  }

  #follow(leg) {
    this.#leg = leg;
    const ifCurrent = (handler) => (...values) => this.#leg === leg && handler(...values);
    leg.onringing = ifCurrent(() => this.#setCall({ phase: 'ringing' }));
    leg.onopen = ifCurrent(() => this.#setCall({ phase: 'open', openedAt: Date.now() }));
    leg.onerror = ifCurrent((error) => this.#set({ problem: error }));
    leg.onsignallinglost = ifCurrent(() => this.#set({ notice: 'The connection to Twilio is lost. The call goes on.' }));
    leg.onended = ifCurrent((cause, error) => this.#onEnded(cause, error));
  }

  #onEnded(cause, problem) {
    this.#leg = null;
    const notice = describeEnd(this.#state.call, cause, problem);
    this.#set({ call: null, notice, ...(problem && { problem }) });
    this.#releaseLineIfIdle();
  }

  #endCall(notice) {
    const leg = this.#leg;
    const incoming = this.#state.call.phase === 'incoming';
    this.#turn++;
    this.#leg = null;
    if (incoming) leg.reject();
    else leg?.hangUp();
    this.#set({ call: null, notice });
    this.#releaseLineIfIdle();
  }

  #releaseLineIfIdle() {
    if (this.#state.registration === 'off') this.#releaseLine();
  }

  #releaseLine() {
    this.#line?.close();
    this.#line = null;
  }

  #setCall(change) {
    this.#set({ call: { ...this.#state.call, ...change } });
  }

  /** @param {Partial<PhoneState>} change */
  #set(change) {
    this.#state = { ...this.#state, ...change };
    this.#onChange(this.#state);
  }
}

function describeEnd({ name, direction, phase }, cause, problem) {
  if (problem) return `The call with ${name} failed.`;
  if (cause === 'lost') return `The connection to Twilio was lost, and the call with ${name} with it.`;
  if (cause === 'cancelled') return `${name} stopped calling, or the call was answered elsewhere.`;
  // Twilio ends a call in the same way whether it was declined or nobody was there.
  if (direction === 'outgoing' && phase !== 'open') return `${name} did not answer, or declined.`;
  return `${name} ended the call.`;
}
