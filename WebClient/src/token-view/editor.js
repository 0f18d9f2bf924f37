import { encodeBase64Url } from '../base64url.js';
import { signWithRandomKey } from '../random-key.js';
import { signToken } from '../sandbox.js';
import { create, setText } from '../view/dom.js';
import { compact, indent } from './json.js';

const PAUSE_MS = 200;
const RETRY_MS = 3_000;
const MAX_LENGTH = 16_000; // The sandbox signs nothing longer.

const SIGNATURES = /** @type {const} */ ({
  again: 'Sign again with the account’s key',
  old: 'Keep the old signature',
  other: 'Sign with another key',
});

/** @typedef {'header' | 'payload'} EditablePart */

/** Edits the header and the payload of a token, and signs the result. */
export class Editor {
  #texts = { header: create('textarea', ''), payload: create('textarea', '') };
  #problems = { header: create('p', 'tv-problem'), payload: create('p', 'tv-problem') };
  #signature = create('select', '');
  /** The texts at first, and their encoded form. */
  #original = { header: ['', ''], payload: ['', ''], signature: '' };
  #onToken;
  // Counts changes. Only the last one is signed and shown.
  #change = 0;

  /**
   * @param {string} id A prefix of ids.
   * @param {Record<import('./claims.js').Part, HTMLElement>} bodies Where each part is edited.
   * @param {(token: string | null) => void} onToken Called with the edited token; null if the sandbox does not answer.
   * @param {() => void} onUndo
   */
  constructor(id, bodies, onToken, onUndo) {
    this.#onToken = onToken;
    for (const part of /** @type {const} */ (['header', 'payload'])) {
      const text = this.#texts[part];
      const problem = this.#problems[part];
      text.ariaLabel = `${part === 'header' ? 'Header' : 'Payload'}, as JSON`;
      text.spellcheck = false;
      text.rows = part === 'header' ? 4 : 6;
      problem.id = `${id}-${part}-problem`;
      problem.ariaLive = 'polite';
      text.setAttribute('aria-describedby', problem.id);
      text.addEventListener('input', () => this.#changed());
      bodies[part].append(text, problem);
    }
    this.#signature.ariaLabel = 'Signature';
    this.#signature.append(...Object.entries(SIGNATURES).map(([value, label]) => new Option(label, value)));
    if (!isSecureContext) this.#signature.options[2].remove(); // Without crypto.subtle
    this.#signature.addEventListener('change', () => this.#changed());
    const undo = create('button', '', 'Undo changes');
    undo.type = 'button';
    undo.addEventListener('click', onUndo);
    bodies.signature.append(this.#signature, create('p', 'hint', 'Try another name, an exp in the past, or a second scope.'), undo);
  }

  /**
   * Starts with a token.
   * @param {Record<import('./claims.js').Part, string>} encoded
   * @param {Record<EditablePart, string>} decoded
   */
  fill(encoded, { header, payload }) {
    this.#change++;
    this.#texts.header.value = indent(header);
    this.#texts.payload.value = indent(payload);
    this.#texts.payload.rows = this.#texts.payload.value.split('\n').length + 2;
    this.#original = {
      header: [this.#texts.header.value, encoded.header],
      payload: [this.#texts.payload.value, encoded.payload],
      signature: encoded.signature,
    };
    this.#signature.value = 'again';
    this.#check();
  }

  /** Keeps the wrong signature of a token that was just filled in, until the user chooses another one. */
  keepSignature() {
    this.#signature.value = 'old';
  }

  #check() {
    for (const part of /** @type {const} */ (['header', 'payload'])) {
      const problem = findProblem(this.#texts[part].value);
      this.#texts[part].ariaInvalid = `${problem !== ''}`;
      setText(this.#problems[part], problem);
    }
  }

  #changed(pause = PAUSE_MS) {
    const change = ++this.#change;
    this.#check();
    setTimeout(async () => {
      if (change !== this.#change) return;
      const token = await this.#sign();
      if (change !== this.#change) return;
      this.#onToken(token);
      if (!token) this.#changed(RETRY_MS);
    }, pause);
  }

  async #sign() {
    const [header, payload] = /** @type {const} */ (['header', 'payload']).map((part) => {
      const [original, encoded] = this.#original[part];
      const text = this.#texts[part].value;
      return text === original ? encoded : encodeBase64Url(compact(text));
    });
    const input = `${header}.${payload}`;
    const isSignable = header && payload && input.length <= MAX_LENGTH;
    if (this.#signature.value === 'other') return signWithRandomKey(input);
    if (this.#signature.value === 'old' || !isSignable) return `${input}.${this.#original.signature}`;
    return (await signToken(input))?.token ?? null;
  }
}

/** @param {string} text */
function findProblem(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value) ? '' : 'This must be one JSON object: { … }.';
  } catch (error) {
    return `This is not valid JSON. ${error instanceof Error ? error.message : ''}.`;
  }
}
