import { decodeBase64Url } from '../base64url.js';
import { canExplain } from '../sandbox.js';
import { describeRights } from '../token.js';
import { create } from '../view/dom.js';
import { PARTS } from './claims.js';
import { Code } from './code.js';
import { isDate } from './dates.js';
import { Decoded } from './decoded.js';
import { Editor } from './editor.js';
import { Encoded } from './encoded.js';
import { Explanation } from './explanation.js';
import { Judge } from './judge.js';
import { Pass } from './pass.js';

/**
 * A token to show.
 * @typedef {object} Shown
 * @property {string} token
 * @property {import('../api.js').TokenKind} kind
 * @property {import('../api.js').TokenRequest} [request] The request that got it. Without it, there is nothing to copy as curl.
 * @property {number} [ttl] Its lifetime in seconds.
 * @property {() => number} [left] Milliseconds until it expires, by this machine’s clock.
 * @property {Record<string, string>} [headers] Headers of the request, such as X-Session.
 */

/** @typedef {import('./claims.js').Part} Part */
/** @typedef {import('./claims.js').Claim} Claim */

const TICK_MS = 250;
const DEFAULT_LIFE_MS = 3_600_000;
const TITLES = {
  header: ['Header', 'how it is signed'],
  payload: ['Payload', 'what it allows, and until when'],
  signature: ['Signature', 'why it is trusted'],
};
let views = 0;

/** Shows a token, encoded and decoded, with the sandbox’s verdict. It can be edited with the sandbox. Several views can be on one page. */
export class TokenView {
  #id = `tv-${++views}`;
  #sandbox;
  /** @type {Shown | null} */
  #shown = null;
  /** The displayed token: the one that was issued, or the edited one. */
  #token = '';
  #edited = false;
  /** @type {Record<Part, string>} */
  #encoded = { header: '', payload: '', signature: '' };
  /** @type {Record<Part, string>} */
  #sources = { header: '', payload: '', signature: '' };
  /** @type {Record<string, any>} */
  #payload = {};
  #bad = '';
  /** @type {Claim | null} */
  #pointed = null;
  /** @type {Claim | null} */
  #chosen = null;
  #isChosenByUser = false;
  #expired = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #content = create('div', 'tv-grid');
  #cards = PARTS.map((part) => this.#createCard(part));
  #modes = [create('button', '', 'Read'), create('button', '', 'Edit')];
  #switch = create('div', 'switch', ...this.#modes);
  #pass = new Pass(this.#id);
  #encodedView = new Encoded(this.#id);
  #explanation = new Explanation();
  #decoded = new Decoded(this.#bodies('tv-read'));
  #editor;
  #code;
  #judge;

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {boolean} options.sandbox Whether the sandbox is in use. Its tokens may be seen by anyone, and it judges and signs edited ones.
   */
  constructor(root, { sandbox }) {
    this.#sandbox = sandbox;
    this.#editor = new Editor(this.#id, this.#bodies('tv-edit'), (token) => this.#showEdited(token), () => this.#undo());
    this.#code = new Code(this.#id, sandbox ? () => this.#token : null);
    this.#judge = new Judge(() => !document.hidden && root.checkVisibility(), (judgement) => this.#showVerdict(judgement));

    const title = create('h3', '', 'Decoded');
    title.id = `${this.#id}-decoded`;
    this.#switch.role = 'group';
    this.#switch.ariaLabel = 'Mode';
    this.#modes.forEach((button, i) => {
      button.type = 'button';
      button.addEventListener('click', () => this.#setMode(i === 1));
    });
    const decoded = create('section', 'tv-decoded', create('header', '', title, this.#switch), ...this.#cards);
    decoded.setAttribute('aria-labelledby', title.id);
    this.#content.append(this.#pass.element, this.#encodedView.element, decoded, this.#explanation.element, this.#code.element);
    this.#listen();
    root.classList.add('tv');
    root.replaceChildren(this.#content);
    this.#setMode(false);
    this.clear();
  }

  /** @param {Shown | null} shown */
  show(shown) {
    if (!shown) return this.clear();
    // A renewed token does not replace what the user is editing.
    const keepsEdits = this.#edited && this.#shown?.kind === shown.kind && toRights(this.#shown.token) === toRights(shown.token);
    this.#shown = shown;
    this.#content.hidden = false;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    if (!keepsEdits) this.#undo();
  }

  clear() {
    clearInterval(this.#timer);
    this.#judge.stop();
    this.#shown = null;
    this.#edited = false;
    this.#isChosenByUser = false;
    this.#content.hidden = true;
  }

  /** Shows the token as it was issued. */
  #undo() {
    if (!this.#shown) return;
    this.#edited = false;
    this.#display(this.#shown.token);
    this.#editor.fill(this.#encoded, this.#sources);
    this.#code.show(this.#shown, parse(this.#sources.header), this.#payload);
  }

  /** @param {string | null} token null if the sandbox could not sign it. */
  #showEdited(token) {
    this.#edited = true;
    if (token !== null) return this.#display(token);
    this.#judge.stop();
    this.#showVerdict(canExplain() ? 'none yet' : null);
  }

  /** @param {string} token */
  #display(token) {
    this.#token = token;
    const [header = '', payload = '', signature = ''] = token.split('.');
    this.#encoded = { header, payload, signature };
    this.#sources = { header: decode(header), payload: decode(payload), signature: '' };
    this.#payload = parse(this.#sources.payload);
    this.#bad = '';
    const hadFocus = this.#decoded.claimAt(document.activeElement) !== null;
    this.#decoded.show(this.#sources, this.#payload);
    // Without the signature, nobody who sees the page can use the token.
    this.#encodedView.show(
      this.#sandbox ? this.#encoded : { ...this.#encoded, signature: '•'.repeat(signature.length) },
      this.#edited ? 'Edited here. The phone does not use it.'
        : this.#sandbox ? `${token.length} characters, three parts` : 'The signature is not shown.',
    );
    this.#pass.showRights(`What this ${'grants' in this.#payload ? 'access' : 'capability'} token allows`, toList(this.#payload));
    this.#showEnd();
    this.#pointed = null;
    this.#choose(this.#decoded.claims.find(({ name, part }) => name === this.#chosen?.name && part === this.#chosen.part) ?? null);
    if (hadFocus) this.#decoded.focus(this.#chosen);
    this.#expired = this.#left() <= 0;
    this.#tick();
    if (this.#sandbox) this.#judge.ask(token, () => this.#left() <= 0);
    else this.#showVerdict(null);
  }

  #showEnd() {
    const { exp } = this.#payload;
    const byClock = !this.#edited && this.#shown?.left ? Math.round((Date.now() + this.#shown.left()) / 1000) : null;
    // The clocks agree if only the rounding differs.
    const isExp = isDate(exp) && (byClock === null || Math.abs(exp - byClock) <= 2);
    this.#pass.showEnd(isExp ? exp : byClock);
  }

  /** @returns {number} Milliseconds; NaN without an expiry. */
  #left() {
    const { exp } = this.#payload;
    if (!this.#edited && this.#shown?.left) return this.#shown.left();
    return isDate(exp) ? exp * 1000 - Date.now() : NaN;
  }

  #tick() {
    const left = this.#left();
    const expired = left <= 0;
    const life = (this.#shown?.ttl ?? this.#payload.exp - this.#payload.iat) * 1000 || DEFAULT_LIFE_MS;
    this.#pass.showLeft(Number.isNaN(left) ? null : left, life, expired && !this.#edited ? 'The token has expired.' : '');
    this.#decoded.tick();
    if (expired && !this.#expired && this.#sandbox) this.#judge.ask(this.#token, () => this.#left() <= 0);
    this.#expired = expired;
  }

  /** @param {import('./judge.js').Judgement} judgement */
  #showVerdict(judgement) {
    this.#pass.showVerdict(judgement);
    this.#content.toggleAttribute('data-judged', judgement !== null);
    // In production there is no way to the sandbox, so the page cannot sign.
    this.#switch.hidden = judgement === null;
    if (judgement === null) this.#setMode(false);
    const bad = judgement && typeof judgement === 'object' ? judgement.defect?.claim ?? '' : this.#bad;
    const [claim] = this.#decoded.markBad(bad);
    if (bad !== this.#bad && claim && !this.#isChosenByUser) this.#choose(claim);
    this.#bad = bad;
    this.#light();
  }

  /** @param {boolean} edit */
  #setMode(edit) {
    this.#modes.forEach((button, i) => { button.ariaPressed = `${edit === (i === 1)}`; });
    if (edit && !this.#edited && this.#bad === 'signature') this.#editor.keepSignature();
    for (const card of this.#cards) {
      for (const body of card.querySelectorAll('.tv-read, .tv-edit')) {
        /** @type {HTMLElement} */ (body).hidden = edit !== body.classList.contains('tv-edit');
      }
    }
  }

  #listen() {
    const root = this.#content;
    const point = (/** @type {Event} */ { target }) => {
      const claim = this.#decoded.claimAt(target);
      if (claim === this.#pointed) return;
      this.#pointed = claim;
      this.#light();
    };
    root.addEventListener('pointerover', point);
    root.addEventListener('pointerleave', point);
    for (const type of ['focusin', 'click']) {
      root.addEventListener(type, ({ target }) => {
        const claim = this.#decoded.claimAt(target);
        if (!claim) return;
        this.#isChosenByUser = true;
        this.#choose(claim);
      });
    }
  }

  /** @param {Claim | null} claim */
  #choose(claim) {
    // The first thing to look at is what the token allows.
    this.#chosen = claim ?? this.#decoded.claims.find(({ name, scope }) => scope || name === 'grants') ?? null;
    this.#light();
  }

  #light() {
    const lit = this.#pointed ?? this.#chosen;
    this.#decoded.light(lit, this.#chosen);
    this.#encodedView.light(lit, this.#sources[lit?.part ?? 'signature'], lit !== null && lit.name === this.#bad);
    this.#explanation.show(lit, this.#payload);
  }

  /** @param {Part} part */
  #createCard(part) {
    const [title, hint] = TITLES[part];
    const heading = create('h4', '', title, create('span', 'hint', hint));
    const card = create('div', 'tv-part', heading, create('div', 'tv-read'), create('div', 'tv-edit'));
    card.dataset.part = part;
    return card;
  }

  /**
   * @param {string} className
   * @returns {Record<Part, HTMLElement>}
   */
  #bodies(className) {
    const [header, payload, signature] = this.#cards.map((card) => /** @type {HTMLElement} */ (card.querySelector(`.${className}`)));
    return { header, payload, signature };
  }
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeBase64Url(part);
  } catch {
    return part;
  }
}

/**
 * @param {string} source
 * @returns {Record<string, any>} Empty if it is not a JSON object.
 */
function parse(source) {
  try {
    return Object(JSON.parse(source));
  } catch {
    return {};
  }
}

/** @param {string} token */
const toRights = (token) => JSON.stringify(describeRights(parse(decode(token.split('.')[1] ?? ''))));

/**
 * What a token allows and what not.
 * @param {Record<string, any>} payload
 */
function toList(payload) {
  const can = describeRights(payload).map((words) => ({ can: true, words: words.replace(/application AP\w+/, 'one application') }));
  const cannot = ['may place calls', 'may receive calls'].filter((right) => !can.some(({ words }) => words.startsWith(right)));
  return [...can, ...cannot.map((right) => ({ can: false, words: right.replace('may', 'may not') }))];
}
