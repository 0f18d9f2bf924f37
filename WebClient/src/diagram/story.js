/**
 * The messages between the phones, TokenApi and Twilio, as the rows of a sequence diagram.
 *
 * @typedef {object} Message
 * @property {string} kind Messages of one kind can stand side by side in one row.
 * @property {1 | 2 | 3} step The step it belongs to: sign in, sign the token, check it.
 * @property {number} from The lane of the sender.
 * @property {number} to The lane of the receiver; the same lane for a note.
 * @property {string} words
 * @property {string} [sent] What was really sent.
 * @property {'good' | 'bad' | 'token'} [tone]
 * @property {boolean} [audio] The audio of the call, in place of a message.
 * @property {boolean} [ghost] It has not happened yet.
 * @property {boolean} [over] The audio has ended.
 *
 * @typedef {Message[]} Row
 */

/** The lanes from left to right. */
export const LANE = { alice: 0, tokenApi: 1, twilio: 2, bob: 3 };

// A page can be open for days.
const LIMIT = 60;

const isPhone = (/** @type {number} */ lane) => lane === LANE.alice || lane === LANE.bob;

/**
 * Adds a message to the rows. The order of each phone’s messages is kept. What the two phones do at about the same time shares a row.
 * @param {Row[]} rows
 * @param {Message} message
 */
export function place(rows, message) {
  const lane = isPhone(message.from) ? message.from : message.to;
  const last = rows.findLastIndex((row) => row.some(({ from, to }) => from === lane || to === lane));
  const row = isPhone(lane) && !message.audio
    ? rows.find((other, at) => at > last && other[0].kind === message.kind && !other.some((there) => overlaps(there, message)))
    : undefined;
  if (row) row.push(message);
  else rows.push([message]);
}

/**
 * @param {Message} one
 * @param {Message} other
 */
const overlaps = (one, other) => Math.max(Math.min(one.from, one.to), Math.min(other.from, other.to))
  < Math.min(Math.max(one.from, one.to), Math.max(other.from, other.to));

/** The messages so far. */
export class Story {
  /** @type {Message[]} */
  #said = [];
  #onChange;

  /** @param {(newest: Message | null) => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** @param {...Message} messages */
  say(...messages) {
    for (const message of messages) {
      this.#said.push(message);
      if (this.#said.length > LIMIT) this.#said.shift();
      this.#onChange(message);
    }
  }

  /** Forgets the messages from the first of this kind on; without a kind, all. @param {string} [kind] */
  forget(kind) {
    const at = kind ? this.#said.findIndex((message) => message.kind === kind) : 0;
    if (at >= 0) this.#said.length = at;
    this.#onChange(null);
  }

  /**
   * @param {Message[]} plan The messages of a call that succeeds. Until it ends, those that have not happened yet are ghosts.
   * @returns {Row[]}
   */
  rows(plan) {
    /** @type {Row[]} */
    const rows = [];
    const over = this.#said.some(({ kind }) => kind === 'hang up');
    for (const message of this.#said) place(rows, over && message.audio ? { ...message, over } : message);
    if (over) plan = [];
    const happened = new Set(this.#said.map(({ kind, from, to }) => `${kind} ${from} ${to}`));
    for (const message of plan) {
      if (!happened.has(`${message.kind} ${message.from} ${message.to}`)) place(rows, { ...message, ghost: true });
    }
    // In reading order: from left to right.
    for (const row of rows) row.sort((one, other) => Math.min(one.from, one.to) - Math.min(other.from, other.to));
    return rows;
  }
}
