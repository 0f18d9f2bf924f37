import { explain, isOutage } from '../errors.js';
import { clientOf } from '../token.js';
import { element, setText } from '../view/dom.js';
import { Diagram } from '../diagram/diagram.js';
import { NAMES, nameOf, plan } from '../diagram/messages.js';
import { Narrator } from '../diagram/narrator.js';
import { Party } from './party.js';
import { PhoneCard } from './phone-card.js';
import { showRefusal } from './refusal-card.js';
import { followSandbox } from '../diagram/sandbox-events.js';
import { Story } from '../diagram/story.js';

/** @typedef {import('../diagram/messages.js').Name} Name */

const ROBOT = 'robot'; // TokenApi answers with a voice.
const REFUSAL_LIMIT_MS = 20_000;
const OUTAGE_LIMIT_MS = 5_000;

/** Two phones and the sequence diagram between them. */
export class Demo {
  /** @type {Name} */
  #caller = 'alice';
  /** @type {Record<Name, Party> | null} */
  #parties = null;
  /** @type {import('../diagram/narrator.js').Refusal | null} */
  #refusal = null;
  /** @type {import('./tries.js').Try | null} */
  #attempt = null;
  /** @type {import('../diagram/narrator.js').Refusal | null} */
  #shown = null;
  /** Counts starts and attempts. What an earlier one still does is ignored. */
  #turn = 0;
  #starting = false;
  /** Whether the current call, or the last one, is to the robot. */
  #isRobot = false;
  /** @type {unknown} */
  #problem = null;
  /** @type {Map<string, number>} The codes of the attempts so far. */
  tried = new Map();
  /** @type {import('../api.js').TokenKind} */
  kind;
  #settings;
  #view;
  #story = new Story((newest) => this.#draw(newest));
  #narrator = new Narrator(() => this.#scene, this.#story, (refusal) => this.#refuse(refusal));
  #diagram = new Diagram(element('sequence'));
  #cards;

  /**
   * @param {import('../api.js').ClientSettings} settings
   * @param {{changed: () => void, openToken: (party: Party) => void}} view
   */
  constructor(settings, view) {
    this.#settings = settings;
    this.#view = view;
    this.kind = settings.tokenKinds[0];
    this.#diagram.name('Alice', 'Bob');
    this.#cards = Object.fromEntries(NAMES.map((name) => [name, new PhoneCard(element(name), name, {
      open: () => this.#parties && view.openToken(this.#parties[name]),
      reject: () => this.#parties?.[name].phone.hangUp(),
    })]));
    setInterval(() => this.#tick(), 250);
  }

  get callerName() { return this.#caller; }
  get calleeName() { return this.#caller === 'alice' ? /** @type {const} */ ('bob') : /** @type {const} */ ('alice'); }
  get refusal() { return this.#refusal; }
  get attempt() { return this.#attempt; }
  get problem() { return this.#problem; }
  get currentCall() { return this.#parties?.[this.#caller].state.call ?? this.#parties?.[this.calleeName].state.call ?? null; }
  get isBusy() { return this.#starting || (this.#attempt !== null && this.#refusal === null); }
  /** Whether both phones are ready for a call. */
  get isReady() {
    return this.#parties !== null && !this.#starting && this.#parties[this.calleeName].state.registration === 'on';
  }

  /** Whether nothing can happen until the user starts over, such as after an outage. */
  get isStuck() {
    const { state } = this.#parties?.[this.calleeName] ?? {};
    return state?.registration === 'off' && !this.#refusal && !this.isBusy && !this.currentCall;
  }

  /** @param {Name} name */
  card(name) { return this.#cards[name]; }

  async follow() {
    await followSandbox((event) => this.#narrator.tell(event));
  }

  /** Signs both in, gets a token for each, and registers the one who is called. */
  async start() {
    const turn = ++this.#turn;
    this.#clear();
    this.#narrator.forget();
    this.#starting = true;
    for (const name of NAMES) this.#parties?.[name].close();
    const create = (/** @type {Name} */ name) => new Party(name, this.kind, this.#settings, this.#story, () => this.#show());
    const parties = this.#parties = { alice: create('alice'), bob: create('bob') };
    const [caller, callee] = [parties[this.#caller], parties[this.calleeName]];
    for (const name of NAMES) parties[name].phone.onvolume = (microphone, speaker) => this.#cards[name].showVolume(microphone, speaker);
    try {
      await Promise.all([parties.alice.signIn(), parties.bob.signIn()]);
      if (turn === this.#turn) await Promise.all([caller.prepareToCall(), callee.phone.register()]);
    } catch (error) {
      if (turn === this.#turn) this.#problem = error;
    }
    if (turn !== this.#turn) return;
    this.#starting = false;
    this.#show();
  }

  swap() {
    this.#caller = this.calleeName;
    return this.start();
  }

  call() {
    if (this.#parties) this.#call(this.#parties[this.calleeName].identity);
  }

  callRobot() {
    this.#call(ROBOT);
  }

  /** @param {string} name */
  #call(name) {
    this.#clear();
    this.#isRobot = name === ROBOT;
    this.#story.forget('invite');
    this.#parties?.[this.#caller].phone.call(name);
  }

  /** @param {import('./tries.js').Try} attempt */
  async try(attempt) {
    if (!this.#parties || this.isBusy) return;
    if (this.#refusal) await this.start(); // With good tokens again.
    const parties = this.#parties;
    const turn = ++this.#turn;
    this.#clear();
    this.#attempt = attempt;
    const [caller, callee] = [parties[this.#caller], parties[this.calleeName]];
    // A call in progress ends. Its last events are not part of the attempt.
    [caller, callee].find((party) => party.state.call)?.phone.hangUp();
    this.#narrator.forget();
    const say = (/** @type {import('../diagram/story.js').Message[]} */ ...messages) => {
      if (turn === this.#turn) this.#story.say(...messages);
    };
    const fail = (/** @type {unknown} */ problem) => { if (turn === this.#turn) this.#fail(problem); };
    const broken = attempt.callee ? callee : caller;
    setTimeout(() => fail(broken.state.problem ?? new Error('The sandbox has not refused it.')), REFUSAL_LIMIT_MS);
    const never = new Promise(() => {});
    const step = (/** @type {Promise<any>} */ work) => work.then((result) => (turn === this.#turn ? result : never));
    await attempt.run({ caller, callee, say, step, untilGone: (party) => this.#narrator.untilGone(party) }).catch(fail);
  }

  /** The lost connection of a phone, during an attempt. */
  get #outage() {
    const parties = this.#attempt && this.#parties;
    return parties && NAMES.map((name) => parties[name].state.problem).find((problem) => problem && isOutage(problem));
  }

  // A refused phone loses its connection too, and the sandbox's event with the refusal may arrive after that.
  #failSoon() {
    const turn = this.#turn;
    setTimeout(() => { if (turn === this.#turn && this.#outage) this.#fail(this.#outage); }, OUTAGE_LIMIT_MS);
  }

  /** Ends an attempt that nobody refused. @param {unknown} problem */
  #fail(problem) {
    if (this.#refusal) return;
    this.#turn++;
    this.#problem = problem;
    this.#attempt = null;
    this.#narrator.forget();
    this.#show();
  }

  /** Where the narrator looks. */
  get #scene() {
    const actor = this.#attempt ? (this.#attempt.callee ? this.calleeName : this.#caller) : null;
    const token = actor && this.#parties?.[actor].token;
    const claimed = token ? clientOf(token.token) : undefined;
    const robot = this.#isRobot ? ROBOT : null;
    return { caller: this.#caller, callee: this.calleeName, registers: [this.calleeName], actor, claimed, robot };
  }

  /** @param {import('../diagram/narrator.js').Refusal} refusal */
  #refuse(refusal) {
    if (this.#refusal) return;
    this.#refusal = refusal;
    if (this.#attempt) this.tried.set(this.#attempt.key, refusal.code);
    this.#show();
  }

  #clear() {
    this.#isRobot = false;
    this.#refusal = this.#attempt = null;
    this.#problem = null;
  }

  #show() {
    const parties = this.#parties;
    if (!parties) return;
    if (this.#outage) this.#failSoon();
    for (const name of NAMES) {
      this.#cards[name].show(parties[name], this.#sceneOf(name), {
        call: () => this.call(), callRobot: () => this.callRobot(), start: () => this.start(),
      });
    }
    this.#draw(null);
  }

  /** @param {Name} name @returns {import('./phone-card.js').Scene} */
  #sceneOf(name) {
    const attempt = this.#attempt;
    const isChanged = attempt && (attempt.callee ? this.calleeName : this.#caller) === name;
    const isVoid = isChanged && attempt.key !== 'sdk';
    return {
      caller: name === this.#caller,
      robot: this.#isRobot && this.currentCall !== null,
      other: nameOf(name === 'alice' ? 'bob' : 'alice'),
      defect: this.#refusal && isVoid ? (attempt.lacks ? 'lacks' : 'void') : null,
      refused: this.#refusal !== null,
      stuck: this.isStuck,
      busy: !this.isReady || this.isBusy,
    };
  }

  #tick() {
    for (const name of NAMES) if (this.#parties) this.#cards[name].tick(this.#parties[name], this.#sceneOf(name));
    if (this.currentCall) this.#view.changed();
  }

  /** @param {import('../diagram/story.js').Message | null} newest */
  #draw(newest) {
    const isOver = this.#attempt || this.#refusal || this.#isRobot;
    const rows = this.#story.rows(isOver ? [] : plan(this.#caller, this.calleeName));
    this.#diagram.draw(rows, newest);
    const parties = this.#parties;
    const refused = parties?.[this.#attempt?.callee ? this.calleeName : this.#caller];
    // Drawn once, so that it keeps the focus and is announced once.
    if (this.#refusal !== this.#shown) {
      this.#shown = this.#refusal;
      showRefusal(element('refusal'), this.#refusal, this.#attempt, {
        open: () => refused && this.#view.openToken(refused),
        clear: () => this.start(),
      });
    }
    const ofPhones = this.#attempt ? null : NAMES.map((name) => parties?.[name].state.problem).find(Boolean);
    const problem = this.#refusal ? null : this.#problem ?? ofPhones;
    setText(element('problem'), problem ? `${explain(problem).what} ${explain(problem).todo}` : '');
    this.#view.changed();
  }
}
