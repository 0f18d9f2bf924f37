import { decodeToken, describeScopes } from '../token.js';
import { formatDuration } from './time.js';

const byId = (id) => document.getElementById(id);
const countdown = byId('token-countdown');
const left = byId('token-left');

let timer;

/** @returns {number | undefined} The chosen life of the next token in seconds; undefined is TokenApi's default. */
export const chosenLife = () => Number(byId('token-life').value) || undefined;

/**
 * Shows what a token says, what it allows, and how long it still lives.
 * @param {import('../api.js').IssuedToken | null} issued
 */
export function showToken(issued) {
  clearInterval(timer);
  byId('token-empty').hidden = issued !== null;
  byId('token-content').hidden = issued === null;
  if (!issued) return;

  const { header, payload } = decodeToken(issued.token);
  byId('token-header').textContent = JSON.stringify(header, null, 2);
  byId('token-payload').textContent = JSON.stringify(payload, null, 2);
  byId('token-scopes').replaceChildren(...describeScopes(issued.scope).map(toListItem));

  const end = new Date(issued.expiresAt);
  const expires = byId('token-expires');
  expires.dateTime = issued.expiresAt;
  expires.textContent = end.toLocaleTimeString();
  left.max = issued.ttl;
  const tick = () => showTimeLeft(end.getTime() - Date.now());
  timer = setInterval(tick, 250);
  tick();
}

function showTimeLeft(milliseconds) {
  const expired = milliseconds <= 0;
  countdown.textContent = expired ? 'expired' : `expires in ${formatDuration(milliseconds)}`;
  countdown.classList.toggle('expired', expired);
  left.value = Math.max(0, milliseconds / 1000);
  if (expired) clearInterval(timer);
}

function toListItem(text) {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}
