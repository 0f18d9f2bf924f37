// Calls as data: what is known of one, and what is left of it when it is over.
import { isOutage } from './errors.js';

/**
 * @typedef {object} Call
 * @property {string} name The other side, as it is shown.
 * @property {'incoming' | 'outgoing'} direction
 * @property {'calling' | 'ringing' | 'incoming' | 'answering' | 'open'} phase
 * @property {number} startedAt Epoch milliseconds.
 * @property {number} [openedAt] Epoch milliseconds.
 * @property {boolean} [reconnecting]
 * @property {boolean} [muted]
 * @property {string} [digits] What has been dialled during the call.
 *
 * @typedef {object} PastCall
 * @property {string} name
 * @property {'incoming' | 'outgoing'} direction
 * @property {number} startedAt
 * @property {number} [milliseconds] How long people talked, if they did.
 * @property {string} outcome In words.
 */

/**
 * @param {Call} call
 * @param {string} outcome
 * @returns {PastCall}
 */
export function toPastCall({ name, direction, startedAt, openedAt }, outcome) {
  return { name, direction, startedAt, outcome, ...(openedAt && { milliseconds: Date.now() - openedAt }) };
}

/**
 * What the other side, or the network, has done to a call: for the display, and for the history.
 * @param {Call} call
 * @param {import('./sdk/leg.js').EndCause} cause
 * @param {unknown} [problem]
 * @returns {{notice: string, outcome: string}}
 */
export function describeEnd({ name, direction, phase }, cause, problem) {
  if (cause === 'lost' || (problem && isOutage(problem))) {
    return { notice: `The connection was lost, and the call with ${name} with it.`, outcome: 'connection lost' };
  }
  if (problem) return { notice: `The call with ${name} failed.`, outcome: 'failed' };
  if (cause === 'cancelled') return { notice: `${name} stopped calling, or the call was answered elsewhere.`, outcome: 'missed' };
  // Twilio ends a call in the same way whether it was declined or nobody was there.
  if (direction === 'outgoing' && phase !== 'open') return { notice: `${name} did not answer, or declined.`, outcome: 'not answered' };
  return { notice: `${name} ended the call.`, outcome: 'answered' };
}

/**
 * What the person here has done to a call.
 * @param {Call} call
 * @returns {{notice: string, outcome: string}}
 */
export function describeOwnEnd({ name, direction, phase }) {
  if (phase === 'incoming') return { notice: `You declined the call from ${name}.`, outcome: 'declined' };
  if (phase === 'open') return { notice: `You ended the call with ${name}.`, outcome: 'answered' };
  return { notice: `You cancelled the call ${direction === 'outgoing' ? 'to' : 'from'} ${name}.`, outcome: 'cancelled' };
}
