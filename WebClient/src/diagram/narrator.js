import * as say from './messages.js';

/** @typedef {import('./messages.js').Name} Name */
/** @typedef {import('./sandbox-events.js').SandboxEvent} SandboxEvent */

/**
 * Why Twilio refused something.
 * @typedef {object} Refusal
 * @property {Name} party The refused party.
 * @property {number} code Twilio’s code.
 * @property {string} title Twilio’s words.
 * @property {string} [fault] What is wrong. The claim, if there is one, is in `claim`.
 * @property {string} [claim]
 * @property {string} [remedy]
 */

/**
 * @typedef {object} Scene
 * @property {Name} caller
 * @property {Name} callee
 * @property {Name[]} registers Who registers when it connects.
 * @property {Name | null} actor The party with a broken token.
 * @property {string} [claimed] The name in that token.
 * @property {string | null} [robot] The name that Twilio answers itself, if the caller calls that.
 */

/** Turns the sandbox’s events into messages of the diagram. */
export class Narrator {
  /** @type {Map<number, Name>} Whose connections are open. */
  #connections = new Map();
  /** The connections that the diagram shows. What a connection of an earlier scene still does is not told. @type {Set<number>} */
  #told = new Set();
  #lastId = 0;
  /** @type {(() => void)[]} Called when a connection ends. */
  #waiting = [];
  /** @type {string | undefined} The call that is being told. */
  #callSid;
  #answered = false;
  #scene;
  #story;
  #onRefusal;

  /**
   * @param {() => Scene} scene
   * @param {import('./story.js').Story} story
   * @param {(refusal: Refusal) => void} onRefusal
   */
  constructor(scene, story, onRefusal) {
    this.#scene = scene;
    this.#story = story;
    this.#onRefusal = onRefusal;
  }

  /** Starts a new scene. */
  forget() {
    this.#told.clear();
    this.#story.forget();
  }

  /** Settles when a party has no connection any more. @param {Name} party */
  async untilGone(party) {
    while ([...this.#connections.values()].includes(party)) {
      await new Promise((resolve) => { this.#waiting.push(() => resolve(undefined)); });
    }
  }

  /** @param {SandboxEvent} event */
  tell(event) {
    if (event.id < this.#lastId) this.#startAnew();
    this.#lastId = event.id;
    const scene = this.#scene();
    const { caller, callee, registers, actor, claimed } = scene;
    const known = say.NAMES.find((name) => say.identityOf(name) === event.client);
    const party = event.client ? known : event.claimedClient === claimed ? actor : null;
    if (event.type.startsWith('call.') && event.type !== 'call.refused') return this.#tellCall(event, scene);
    if (event.type.startsWith('voice.') || event.type === 'webhook.asked') return this.#tellWebhook(event, scene);
    if (!party) return;
    const { connection = 0 } = event;
    const isNew = !this.#connections.has(connection);
    switch (event.type) {
      case 'token.accepted':
        this.#connections.set(connection, party);
        if (isNew) this.#connect(party, connection, registers);
        if (isNew && !registers.includes(party)) this.#story.say(say.ready(party));
        break;
      case 'client.registered':
        if (this.#told.has(connection)) this.#story.say(say.ready(party));
        break;
      case 'client.disconnected':
        this.#connections.delete(connection);
        for (const proceed of this.#waiting.splice(0)) proceed();
        break;
      case 'token.refused':
      case 'client.refused':
        if (isNew) this.#connect(party, connection, registers);
        this.#refuse(party, event);
        break;
      case 'call.refused':
        this.#story.say(say.invite(caller, say.identityOf(callee)));
        this.#refuse(party, event);
        break;
      case 'token.expired':
        this.#refuse(party, event);
        break;
    }
  }

  /** The sandbox was restarted. It numbers events and connections anew, and its calls are gone. */
  #startAnew() {
    this.#connections.clear();
    this.#callSid = undefined;
    this.forget();
  }

  /** @param {Name} party @param {number} connection @param {Name[]} registers */
  #connect(party, connection, registers) {
    this.#told.add(connection);
    this.#story.say(say.connect(party, registers.includes(party)));
  }

  /** @param {SandboxEvent} event @param {Scene} scene */
  #tellCall({ type, client, callSid, code, message = '', ...rest }, { caller, callee, robot }) {
    if (type === 'call.requested' && client === say.identityOf(caller)) {
      this.#callSid = callSid;
      this.#answered = false;
      this.#story.say(say.invite(caller, robot ?? say.identityOf(callee)));
    }
    if (!callSid || callSid !== this.#callSid) return;
    if (type === 'call.ringing' && client === say.identityOf(callee)) this.#story.say(...say.ring(caller, callee));
    if (type === 'call.answered') {
      this.#answered = true;
      this.#story.say(...(robot ? say.pickUp(caller) : say.answer(caller, callee)));
    }
    if (type === 'call.dtmf' && robot) this.#story.say(say.press(caller, message));
    if (type !== 'call.ended') return;
    this.#callSid = undefined;
    if (code) return this.#refuse(caller, { type, code, message, ...rest });
    const by = message.startsWith(say.identityOf(caller)) ? caller : callee; // alice hung up.
    if (robot) return this.#story.say(by === caller ? say.hangUp(caller, callee)[0] : say.bye(caller));
    const words = this.#answered ? 'hang up' : by === caller ? 'cancel' : 'reject';
    this.#story.say(...say.hangUp(by, by === caller ? callee : caller, words));
  }

  /** @param {SandboxEvent} event @param {Scene} scene */
  #tellWebhook(event, { caller, callee, robot }) {
    if (!event.callSid || event.callSid !== this.#callSid) return;
    if (event.type === 'webhook.asked' && (robot || !this.#answered)) this.#story.say(say.voice());
    if (event.type === 'voice.answered') this.#story.say(robot ? say.twiml(event.message ?? '') : say.dial(callee));
    if (event.type === 'voice.said') this.#story.say(say.speak(caller, event.message ?? ''));
    if (event.type === 'voice.failed') this.#refuse(caller, event);
  }

  /** @param {Name} party @param {Pick<SandboxEvent, 'type' | 'code' | 'message' | 'explanation' | 'defect'>} event */
  #refuse(party, { type, code = 0, message = '', explanation, defect }) {
    this.#story.say(say.refuse(party, code));
    // The message of an ended call says why; Twilio’s words are in the page’s catalog.
    const title = type === 'call.ended' ? '' : message;
    const fault = defect ? explanation?.split(` ${defect.remedy}`)[0].replace(`'${defect.claim}' `, '') : explanation ?? message;
    this.#onRefusal({ party, code, title, claim: defect?.claim, fault, remedy: defect?.remedy });
  }
}
