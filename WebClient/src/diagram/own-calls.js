import { toClientName, toDisplayName } from '../names.js';
import { Diagram } from './diagram.js';
import { plan, signIn, useIdentities } from './messages.js';
import { Narrator } from './narrator.js';
import { requestToken } from './request.js';
import { followSandbox } from './sandbox-events.js';
import { LANE, Story } from './story.js';

/** @typedef {import('./sandbox-events.js').SandboxEvent} SandboxEvent */

// What a phone does before its first call. The page does not see how the other side does it.
const PREPARATION = new Set(['sign in', 'ask', 'issue', 'connect', 'ready']);

/** The messages of one phone, which is on the left. The other side of its last call is on the right. */
export class OwnCalls {
  /** Whether the sandbox’s events can be read. */
  isFollowing = false;
  #self = '';
  /** @type {import('../phone.js').PhoneState['registration']} */
  #registration = 'off';
  #isCalling = false;
  /** @type {import('./messages.js').Name | null} Who made the last call. */
  #caller = null;
  /** The events of calls that are not known to be this phone’s. @type {Map<string, SandboxEvent[]>} */
  #others = new Map();
  /** @type {string | undefined} This phone’s last call. Until it has ended, no other call is shown. */
  #callSid;
  #hasEnded = false;
  #story = new Story((newest) => this.#draw(newest));
  #narrator = new Narrator(() => this.#scene, this.#story, () => {});
  #diagram;
  #card;

  /** @param {HTMLElement} card Scrolls to the newest message. @param {HTMLElement} place */
  constructor(card, place) {
    this.#card = card;
    this.#diagram = new Diagram(place);
  }

  /** Shows the sandbox’s events from now on. Fails if they cannot be read through this server. */
  async follow() {
    await followSandbox((event) => this.#tell(event));
    this.isFollowing = true;
  }

  /** @param {string} name The user who has signed in. */
  start(name) {
    this.#self = name;
    this.#caller = null;
    this.#callSid = undefined;
    useIdentities(name, name === 'bob' ? 'alice' : 'bob'); // The other side is an example until there is a call.
    this.#diagram.name(toDisplayName(name), 'Other phone');
    this.#narrator.forget();
    this.#story.say(signIn('alice'));
  }

  /** @param {Pick<import('../phone.js').PhoneState, 'registration' | 'call'>} state */
  show({ registration, call }) {
    const isCalling = call?.direction === 'outgoing';
    if (isCalling && !this.#isCalling) {
      this.#callSid = undefined;
      this.#begin('alice', toClientName(call.name));
    }
    this.#isCalling = isCalling;
    this.#hasEnded ||= call === null;
    if (registration === this.#registration) return;
    this.#registration = registration;
    this.#draw(null);
  }

  /** @type {typeof import('../api.js').createToken} */
  request = (kind, request) => requestToken(this.#story, 'alice', kind, request);

  /** Where the narrator looks. */
  get #scene() {
    const registers = this.#registration === 'off' ? [] : [/** @type {const} */ ('alice')];
    const callee = this.#caller === 'bob' ? /** @type {const} */ ('alice') : /** @type {const} */ ('bob');
    return { caller: this.#caller ?? 'alice', callee, registers, actor: /** @type {const} */ ('alice'), claimed: this.#self };
  }

  /** @param {SandboxEvent} event */
  #tell(event) {
    const { callSid, client, claimedClient, type } = event;
    const isOwn = (client ?? claimedClient) === this.#self;
    if (!callSid) return isOwn && this.#narrator.tell(event);
    if (callSid === this.#callSid) {
      this.#hasEnded ||= type === 'call.ended';
      return this.#narrator.tell(event);
    }
    const events = this.#others.get(callSid) ?? [];
    events.push(event);
    this.#others.set(callSid, events);
    if (isOwn && (!this.#callSid || this.#hasEnded)) {
      // The call is this phone’s, also what happened in it before.
      this.#callSid = callSid;
      this.#hasEnded = false;
      if (!this.#isCalling) this.#begin('bob', events[0].client ?? '');
      for (const earlier of events) this.#narrator.tell(earlier);
    }
    if (callSid === this.#callSid || type === 'call.ended') this.#others.delete(callSid);
  }

  /**
   * @param {import('./messages.js').Name} caller
   * @param {string} other The identity of the other side.
   */
  #begin(caller, other) {
    this.#caller = caller;
    useIdentities(this.#self, other);
    this.#diagram.name(toDisplayName(this.#self), toDisplayName(other));
    this.#story.forget('invite');
  }

  /** @param {import('./story.js').Message | null} newest */
  #draw(newest) {
    const caller = this.#caller ?? (this.#registration === 'off' ? 'alice' : 'bob');
    const all = plan(caller, caller === 'alice' ? 'bob' : 'alice');
    const own = all.filter(({ from, to, kind }) => (from !== LANE.bob && to !== LANE.bob) || !PREPARATION.has(kind));
    this.#diagram.draw(this.#story.rows(own), newest);
    if (newest) this.#card.scrollTop = this.#card.scrollHeight;
  }
}
