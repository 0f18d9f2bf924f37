import { formatDuration } from '../view/time.js';

const DAY = 86_400;
const UNITS = /** @type {const} */ ([[DAY, 'day'], [3600, 'h'], [60, 'min'], [1, 's']]);

/** Whether it is a Unix time that a date can show. @param {unknown} seconds */
export const isDate = (seconds) => typeof seconds === 'number' && Math.abs(seconds) <= 8.64e12;

/** @param {number} seconds Unix time. */
export const formatDate = (seconds) => new Date(seconds * 1000).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/**
 * @param {number} seconds
 * @returns {string} Such as 42 min: one unit, rounded down.
 */
export function formatSpan(seconds) {
  const [unit, name] = UNITS.find(([length]) => seconds >= length) ?? UNITS[3];
  const count = Math.floor(seconds / unit);
  return `${count} ${name}${name === 'day' && count !== 1 ? 's' : ''}`;
}

/**
 * @param {number} seconds Unix time.
 * @param {number} [now] Milliseconds.
 * @returns {string} Such as in 42 min, or 5 s ago.
 */
export function formatDistance(seconds, now = Date.now()) {
  const left = Math.round(seconds - now / 1000);
  return left > 0 ? `in ${formatSpan(left)}` : `${formatSpan(-left)} ago`;
}

/**
 * @param {number} milliseconds
 * @returns {string} Such as 42:17, 3 days, or 5 s ago.
 */
export function formatLeft(milliseconds) {
  if (milliseconds <= 0) return `${formatSpan(-milliseconds / 1000)} ago`;
  return milliseconds > DAY * 1000 ? formatSpan(milliseconds / 1000) : formatDuration(milliseconds);
}
