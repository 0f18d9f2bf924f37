import { claimOtherKind, changeOneLetter, signWithAnotherKey, useAnotherAccount } from './forge.js';
import { note } from '../diagram/messages.js';
import { sendFromOldSdk } from './old-sdk.js';

/** @typedef {import('./party.js').Party} Party */

/**
 * One way to break it.
 * @typedef {object} Try
 * @property {string} key
 * @property {string} name The button.
 * @property {string} shows What it shows, in one sentence.
 * @property {string} part The parts of the token it touches: h, p, s or none.
 * @property {boolean} [callee] Whether the one who is called has the refused token.
 * @property {boolean} [lacks] The token is in order, but does not allow it.
 * @property {string} remedy What to do instead.
 * @property {(scene: Scene) => Promise<void>} run
 *
 * @typedef {object} Scene
 * @property {Party} caller
 * @property {Party} callee
 * @property {(...messages: import('../diagram/story.js').Message[]) => void} say
 * @property {<T>(work: Promise<T>) => Promise<T>} step Waits. Never settles once the user has started something else.
 * @property {(party: import('../diagram/messages.js').Name) => Promise<void>} untilGone Settles when the party has left Twilio.
 */

const SHORT_LIFE = 5;

/** @type {readonly Try[]} */
export const TRIES = [
  {
    key: 'expire', name: 'Let it expire', part: 'p', shows: 'Twilio refuses a token as soon as it expires.',
    remedy: 'Request a new token before the old one expires.',
    async run({ caller, callee, say, step }) {
      const token = await step(caller.issue({ outgoing: true, ttl: SHORT_LIFE }));
      await step(new Promise((resolve) => setTimeout(resolve, token.left())));
      say(note(caller.name, `${SHORT_LIFE} seconds later`));
      await caller.withToken(token.token).call(callee.identity);
    },
  },
  {
    key: 'receive', name: 'Call with a receive-only token', part: 'p', lacks: true,
    shows: 'A token that allows incoming calls does not allow outgoing ones.',
    remedy: 'Request a token with "outgoing": true.',
    async run({ caller, callee, step }) {
      const { token } = await step(caller.issue({ incoming: true }));
      await caller.withToken(token).call(callee.identity);
    },
  },
  {
    key: 'call', name: 'Receive with a call-only token', part: 'p', callee: true, lacks: true,
    shows: 'A phone whose token allows only outgoing calls looks ready, but never rings.',
    remedy: 'Request a token with "incoming": true for the phone that receives the call.',
    async run({ caller, callee, step, untilGone }) {
      // Until Twilio drops the old registration, it would still ring.
      callee.phone.close();
      await step(untilGone(callee.name));
      const { token } = await step(callee.issue({ outgoing: true }));
      await step(callee.withToken(token).register());
      await caller.phone.call(callee.identity);
    },
  },
  {
    key: 'letter', name: 'Change one letter', part: 'p', shows: 'The signature is valid only for the exact text that was signed.',
    remedy: 'Send the token exactly as it was issued.',
    async run({ caller, callee, say, step }) {
      const issued = await step(caller.issue({ outgoing: true }));
      const { token, changed } = changeOneLetter(issued.token, caller.identity);
      await useChanged(caller, callee, say, token, `${caller.identity} becomes ${changed}`);
    },
  },
  {
    key: 'key', name: 'Sign with another key', part: 's', shows: 'Nobody can sign a token without the account’s key.',
    remedy: 'Sign tokens on the server, with the key of the account.',
    async run({ caller, callee, say, step }) {
      const issued = await step(caller.issue({ outgoing: true }));
      await useChanged(caller, callee, say, await step(signWithAnotherKey(issued.token)), 'signs it with another key');
    },
  },
  {
    key: 'account', name: 'Use it for another account', part: 'p', shows: 'A token belongs to one account.',
    remedy: 'Issue it with the account that owns the application.',
    async run({ caller, callee, say, step }) {
      const issued = await step(caller.issue({ outgoing: true }));
      await useChanged(caller, callee, say, await step(signWithAnotherKey(issued.token, useAnotherAccount)), 'names another account');
    },
  },
  {
    key: 'kind', name: 'Use it as the other kind', part: 'h',
    shows: 'The header decides whether it is a capability token or an access token.',
    remedy: 'Do not change the header: only access tokens have cty.',
    async run({ caller, callee, say, step }) {
      const issued = await step(caller.issue({ outgoing: true }));
      await useChanged(caller, callee, say, await step(signWithAnotherKey(issued.token, claimOtherKind)), 'changes the header');
    },
  },
  {
    key: 'sdk', name: 'Send it from twilio-client 1.x', part: '', shows: 'Twilio shut down version 1.x of the SDK. The token is valid.',
    remedy: 'Use @twilio/voice-sdk 2.x with the same token.',
    async run({ caller, step }) {
      const { token } = await step(caller.issue({ outgoing: true }));
      caller.phone.close();
      await sendFromOldSdk(token);
    },
  },
];

/**
 * @param {Party} caller
 * @param {Party} callee
 * @param {(...messages: import('../diagram/story.js').Message[]) => void} say
 * @param {string} token
 * @param {string} change What the caller does to it.
 */
async function useChanged(caller, callee, say, token, change) {
  say(note(caller.name, change));
  caller.showChanged(token);
  await caller.withToken(token).call(callee.identity);
}
