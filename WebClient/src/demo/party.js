import { createSession, headerOf } from '../api.js';
import { chosenDevices } from '../devices.js';
import { Phone } from '../phone.js';
import { Renewal } from '../renewal.js';
import { openLine } from '../sdk/line.js';
import { Tokens } from '../tokens.js';
import * as say from '../diagram/messages.js';
import { USUAL_LIFE, requestToken } from '../diagram/request.js';

/** @typedef {import('../diagram/messages.js').Name} Name */
/** @typedef {Pick<Tokens, 'identity' | 'request' | 'reuse' | 'forget'>} TokenSource */

/** One of the two people of the demo: a session, tokens and a phone of its own. */
export class Party {
  /** @type {import('../tokens.js').Token | null} */
  token = null;
  /** @type {Readonly<import('../phone.js').PhoneState>} */
  state = { registration: 'off', call: null, history: [], notice: '', problem: null };
  /** @type {Phone} */
  phone;
  #kind;
  #settings;
  #story;
  #onChange;
  #renewal = new Renewal(async () => { if (this.phone.isOnLine) await this.phone.renew(); });
  #tokens;

  /**
   * @param {Name} name
   * @param {import('../api.js').TokenKind} kind
   * @param {Pick<import('../api.js').ClientSettings, 'sandbox' | 'region'>} settings
   * @param {import('../diagram/story.js').Story} story
   * @param {() => void} onChange
   */
  constructor(name, kind, settings, story, onChange) {
    this.name = name;
    this.#kind = kind;
    this.#settings = settings;
    this.#story = story;
    this.#onChange = onChange;
    const request = (/** @type {unknown} */ _, /** @type {import('../api.js').TokenRequest} */ asked) => this.#request(asked);
    this.#tokens = new Tokens(kind, () => this.identity, () => USUAL_LIFE, (token) => this.#show(token), request);
    this.phone = this.#newPhone(this.#tokens);
  }

  /** The name that Twilio knows. */
  get identity() {
    return say.identityOf(this.name);
  }

  /** The header that names its session. */
  get headers() {
    return headerOf(this.identity);
  }

  async signIn() {
    this.#story.say(say.signIn(this.name));
    await createSession(this.identity, this.headers);
  }

  /** Gets a token that allows calls, and nothing else. */
  prepareToCall() {
    return this.#tokens.reuse({ outgoing: true });
  }

  /**
   * Gets a token, says so in the diagram, and shows it.
   * @param {import('../api.js').TokenRequest} request
   */
  async issue(request) {
    const elapsedFrom = performance.now();
    const issued = await this.#request(request);
    const token = { ...issued, kind: this.#kind, request, left: () => issued.ttl * 1000 - (performance.now() - elapsedFrom) };
    this.#show(token);
    return token;
  }

  /** Shows a changed token. @param {string} token */
  showChanged(token) {
    if (this.token) this.#show({ ...this.token, token });
  }

  /**
   * A new phone that uses exactly this token.
   * @param {string} token
   */
  withToken(token) {
    this.phone.close();
    const give = async () => token;
    this.phone = this.#newPhone({ identity: this.identity, request: give, reuse: give, forget() {} });
    return this.phone;
  }

  /** Ends calls and forgets the token. */
  close() {
    this.phone.close();
    this.#tokens.clear();
  }

  /** @param {TokenSource} tokens */
  #newPhone(tokens) {
    const renews = () => tokens === this.#tokens;
    return new Phone(openLine, tokens, { ...this.#settings, devices: chosenDevices, renews }, (state) => {
      this.state = state;
      this.#onChange();
    });
  }

  /** @param {import('../api.js').TokenRequest} request */
  #request(request) {
    return requestToken(this.#story, this.name, this.#kind, request, this.headers);
  }

  /** @param {import('../tokens.js').Token | null} token */
  #show(token) {
    this.token = token;
    this.#renewal.follow(token?.request.ttl === USUAL_LIFE ? token : null);
    this.#onChange();
  }
}
