import { decodeToken } from '../token.js';
import { create, setText } from '../view/dom.js';
import { Ring } from '../view/ring.js';
import { formatDuration } from '../view/time.js';

/** What a token allows, and for how long, as a ticket. */
export class Ticket {
  #left = create('span', '');
  #ring = new Ring(this.#left);
  #rights = create('ul', 'rights');
  #facts = create('dl', 'facts');
  #kind = create('span', '');
  #inside = create('button', 'link', 'Look inside');
  #root;

  /** @param {string} name Whose token it is. @param {() => void} onOpen */
  constructor(name, onOpen) {
    this.#rights.setAttribute('aria-label', `What ${name}’s token allows`);
    this.#inside.type = 'button';
    this.#inside.setAttribute('aria-label', `Look inside ${name}’s token`);
    this.#inside.addEventListener('click', onOpen);
    this.#root = create(
      'div', 'ticket',
      create('div', 'main', this.#ring.element, this.#rights), this.#facts, create('div', 'stub', this.#kind, this.#inside),
    );
  }

  get element() {
    return this.#root;
  }

  /**
   * @param {import('../tokens.js').Token | null} token
   * @param {'void' | 'lacks' | null} defect void: Twilio refuses the whole token. lacks: a permission is missing.
   */
  show(token, defect) {
    this.#root.classList.toggle('none', !token);
    if (defect) this.#root.dataset.bad = defect;
    else delete this.#root.dataset.bad;
    this.#inside.hidden = !token;
    if (!token) {
      this.#rights.replaceChildren(create('li', 'none', 'No token yet.'));
      this.#facts.replaceChildren();
      setText(this.#kind, 'Token');
      setText(this.#left, '');
      return;
    }
    const { payload } = decodeToken(token.token);
    const { incoming = false, outgoing = false } = token.request;
    const rights = [
      create('li', outgoing ? 'yes' : 'no', outgoing ? 'May call' : 'May not call'),
      create('li', incoming ? 'yes' : 'no', incoming ? 'May be called' : 'May not be called'),
    ];
    this.#rights.replaceChildren(...(outgoing ? rights : rights.reverse()));
    const expires = new Date(payload.exp * 1000).toLocaleTimeString('en-GB');
    const issuer = String(payload.iss);
    const facts = [['issued by', `${issuer.slice(0, 2)}…${issuer.slice(-4)}`], ['expires at', expires], ['name', token.identity]];
    this.#facts.replaceChildren(...facts.flatMap(([term, value]) => [create('dt', '', term), create('dd', '', value)]));
    setText(this.#kind, token.kind === 'access' ? 'Access token' : 'Capability token');
    this.tick(token, defect);
  }

  /**
   * Shows the time left.
   * @param {import('../tokens.js').Token} token
   * @param {string | null} defect
   */
  tick(token, defect) {
    const left = token.left();
    const isOver = left <= 0;
    const isVoid = defect === 'void' && !isOver;
    setText(this.#left, isVoid ? 'void' : isOver ? 'expired' : formatDuration(left));
    this.#ring.show(isVoid ? 0 : left / (token.ttl * 1000), isOver || isVoid);
  }
}
