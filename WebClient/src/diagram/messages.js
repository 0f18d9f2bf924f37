// The messages, in the words of the diagram. A part after | is shown where there is room.
import { LANE } from './story.js';

/** @typedef {import('./story.js').Message} Message */
/**
 * The phone on the left or on the right. The page with one phone shows it on the left, and the other side of its calls on the right.
 * @typedef {'alice' | 'bob'} Name
 */

export const NAMES = /** @type {const} */ (['alice', 'bob']);

export const nameOf = (/** @type {Name} */ party) => (party === 'alice' ? 'Alice' : 'Bob');

let identities = { alice: 'alice', bob: 'bob' };

/**
 * @param {string} alice The identity of the phone on the left, such as alice_2.
 * @param {string} bob
 */
export function useIdentities(alice, bob) {
  identities = { alice, bob };
}

/** The name that Twilio knows. @param {Name} party */
export const identityOf = (party) => identities[party];

/** @param {Name} party @returns {Message} */
export const signIn = (party) => ({
  kind: 'sign in', step: 1, from: LANE[party], to: LANE.tokenApi, words: `sign in as ${identityOf(party)}`, sent: 'POST /api/session',
});

/** @param {Name} party @param {object} request @returns {Message} */
export const ask = (party, request) => ({
  kind: 'ask', step: 2, from: LANE[party], to: LANE.tokenApi, words: 'ask for a token', sent: JSON.stringify(request),
});

/** @param {Name} party @param {import('../tokens.js').Scope} scope @param {number} [ttl] @returns {Message} */
export const issue = (party, { incoming, outgoing }, ttl) => ({
  kind: 'issue', step: 2, from: LANE.tokenApi, to: LANE[party], tone: 'token',
  words: [incoming && 'may be called', outgoing && 'may call'].filter(Boolean).join(' and ') + (ttl ? `, for ${ttl} s` : ''),
});

/** @param {Name} party @param {boolean} registers @returns {Message} */
export const connect = (party, registers) => ({
  kind: 'connect', step: 3, from: LANE[party], to: LANE.twilio, words: `${registers ? 'register' : 'connect'}|, with token`,
  sent: registers ? 'listen, register' : 'listen',
});

/** @param {Name} party @returns {Message} */
export const ready = (party) => ({ kind: 'ready', step: 3, from: LANE.twilio, to: LANE[party], words: 'ready', tone: 'good' });

/** @param {Name} caller @param {string} to The name that is called. @returns {Message} */
export const invite = (caller, to) => ({
  kind: 'invite', step: 3, from: LANE[caller], to: LANE.twilio, words: `invite ${to}`, sent: `invite, To=${to}`,
});

/** @returns {Message} */
export const voice = () => ({
  kind: 'voice', step: 3, from: LANE.twilio, to: LANE.tokenApi, words: 'POST /voice, signed', sent: 'X-Twilio-Signature',
});

/** @param {Name} callee @returns {Message} */
export const dial = (callee) => twiml(`dial ${identityOf(callee)}`, `<Dial><Client>${identityOf(callee)}`);

/** @param {string} words What the application wants. @param {string} [sent] @returns {Message} */
export const twiml = (words, sent) => ({ kind: 'twiml', step: 3, from: LANE.tokenApi, to: LANE.twilio, words: `TwiML: ${words}`, sent });

/** @param {Name} caller @param {Name} callee @returns {Message[]} */
export const ring = (caller, callee) => [
  { kind: 'ring', step: 3, from: LANE.twilio, to: LANE[caller], words: 'ringing' },
  { kind: 'ring', step: 3, from: LANE.twilio, to: LANE[callee], words: 'ring', sent: `invite from client:${identityOf(caller)}` },
];

/** @param {Name} caller @param {Name} callee @returns {Message[]} */
export const answer = (caller, callee) => [
  { kind: 'answer', step: 3, from: LANE[callee], to: LANE.twilio, words: 'answer', tone: 'good' },
  { kind: 'answer', step: 3, from: LANE.twilio, to: LANE[caller], words: 'answer', tone: 'good' },
  { kind: 'audio', step: 3, from: LANE.alice, to: LANE.bob, words: 'encrypted audio, both ways', audio: true },
];

/** Twilio answers itself, to speak. @param {Name} caller @returns {Message[]} */
export const pickUp = (caller) => [
  { kind: 'answer', step: 3, from: LANE.twilio, to: LANE[caller], words: 'answer', tone: 'good' },
  { kind: 'audio', step: 3, from: LANE[caller], to: LANE.twilio, words: 'encrypted audio', audio: true },
];

/** @param {Name} caller @param {string} text @returns {Message} */
export const speak = (caller, text) => ({ kind: 'speak', step: 3, from: LANE.twilio, to: LANE[caller], words: `“${text}”`, sent: '<Say>' });

/** @param {Name} caller @param {string} digits @returns {Message} */
export const press = (caller, digits) => ({
  kind: 'press', step: 3, from: LANE[caller], to: LANE.twilio, words: `presses ${digits}`, sent: 'dtmf',
});

/** @param {Name} caller @returns {Message} */
export const bye = (caller) => ({ kind: 'hang up', step: 3, from: LANE.twilio, to: LANE[caller], words: 'hang up' });

/** @param {Name} by @param {Name} other @param {string} [words] @returns {Message[]} */
export const hangUp = (by, other, words = 'hang up') => [
  { kind: 'hang up', step: 3, from: LANE[by], to: LANE.twilio, words },
  { kind: 'hang up', step: 3, from: LANE.twilio, to: LANE[other], words },
];

/** @param {Name} party @param {string} words @returns {Message} */
export const note = (party, words) => ({ kind: 'note', step: 3, from: LANE[party], to: LANE[party], words });

/** @param {Name} party @param {number} code @returns {Message} */
export const refuse = (party, code) => ({
  kind: 'refuse', step: 3, from: LANE.twilio, to: LANE[party], words: `refused: ${code}`, tone: 'bad',
});

/** All messages of a call that succeeds. @param {Name} caller @param {Name} callee @returns {Message[]} */
export const plan = (caller, callee) => [
  signIn('alice'), signIn('bob'),
  ask(caller, { outgoing: true }), ask(callee, { incoming: true }),
  issue(caller, { outgoing: true }), issue(callee, { incoming: true }),
  connect(caller, false), connect(callee, true), ready(caller), ready(callee),
  invite(caller, identityOf(callee)), voice(), dial(callee), ...ring(caller, callee), ...answer(caller, callee),
];
