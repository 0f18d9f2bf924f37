// Calls as data: a call in progress, and its record in the history.
import { isOutage } from './errors.js';

/**
 * @typedef {object} Call
 * @property {string} name The other side’s name, as displayed.
 * @property {'incoming' | 'outgoing'} direction
 * @property {'calling' | 'ringing' | 'incoming' | 'answering' | 'open'} phase
 * @property {number} startedAt Epoch milliseconds.
 * @property {number} [openedAt] Epoch milliseconds.
 * @property {boolean} [reconnecting]
 * @property {boolean} [muted]
 * @property {string} [digits] The digits dialed during the call.
 * @property {boolean} [isOwn] This window called its user’s own name, and declined the call that then arrived here.
 *
 * @typedef {object} PastCall
 * @property {string} name
 * @property {'incoming' | 'outgoing'} direction
 * @property {number} startedAt
 * @property {number} [milliseconds] The length of the conversation, if there was one.
 * @property {string} outcome Text for the history.
 */

/**
 * @param {Call} call
 * @param {string} outcome
 * @returns {PastCall}
 */
export function toPastCall({ name, direction, startedAt, openedAt }, outcome) {
  return { name, direction, startedAt, outcome, ...(openedAt && { milliseconds: Date.now() - openedAt }) };
}

// Twilio may report that this window has declined its own call: unavailable, busy, busy everywhere, declined.
const DECLINED = new Set([31480, 31486, 31600, 31603]);

/**
 * Whether the error only says that this window has declined its own call.
 * @param {Call} call
 * @param {any} problem
 */
export const isOwnDecline = ({ isOwn }, problem) => Boolean(isOwn) && DECLINED.has(problem?.code);

/**
 * Describes how the other side or the network ended a call, for the display and the history.
 * @param {Call} call
 * @param {import('./sdk/leg.js').EndCause} cause
 * @param {unknown} [problem]
 * @returns {{notice: string, outcome: string}}
 */
export function describeEnd({ name, direction, phase, isOwn }, cause, problem) {
  if (cause === 'lost' || (problem && isOutage(problem))) {
    return { notice: `The call with ${name} ended because the connection was lost.`, outcome: 'connection lost' };
  }
  if (problem) return { notice: `The call with ${name} failed.`, outcome: 'failed' };
  if (cause === 'canceled') return { notice: `${name} stopped calling, or the call was answered elsewhere.`, outcome: 'missed' };
  if (isOwn && phase !== 'open') {
    const notice = 'You called your own name. This window was busy with the call, and no other window answered.';
    return { notice, outcome: 'not answered' };
  }
  // Twilio ends a declined call and an unanswered call in the same way.
  if (direction === 'outgoing' && phase !== 'open') return { notice: `${name} did not answer or declined.`, outcome: 'not answered' };
  return { notice: `${name} ended the call.`, outcome: 'answered' };
}

/**
 * Describes how this user ended a call.
 * @param {Call} call
 * @returns {{notice: string, outcome: string}}
 */
export function describeOwnEnd({ name, direction, phase }) {
  if (phase === 'incoming') return { notice: `You declined the call from ${name}.`, outcome: 'declined' };
  if (phase === 'open') return { notice: `You ended the call with ${name}.`, outcome: 'answered' };
  return { notice: `You canceled the call ${direction === 'outgoing' ? 'to' : 'from'} ${name}.`, outcome: 'canceled' };
}
