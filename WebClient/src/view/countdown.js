import { byId, element, setText } from './dom.js';
import { formatDuration } from './time.js';

const ring = byId('token-ring', SVGCircleElement);
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

/**
 * @param {import('../tokens.js').Token | null} issued
 * @param {() => void} onExpired
 */
export function showCountdown(issued, onExpired) {
  clearInterval(timer);
  if (!issued) return;

  const expires = byId('token-expires', HTMLTimeElement);
  expires.dateTime = issued.expiresAt;
  expires.textContent = new Date(issued.expiresAt).toLocaleTimeString();
  const tick = () => {
    const left = issued.left();
    showTimeLeft(left, issued.ttl * 1000);
    if (left > 0) return;
    clearInterval(timer);
    onExpired();
  };
  timer = setInterval(tick, 250);
  tick();
}

/**
 * @param {number} left Milliseconds.
 * @param {number} life Milliseconds.
 */
function showTimeLeft(left, life) {
  const expired = left <= 0;
  element('token').classList.toggle('expired', expired);
  setText(element('token-news'), expired ? 'The token has expired.' : ''); // Screen readers do not announce the countdown.
  setText(element('token-countdown'), expired ? 'expired' : `expires in ${formatDuration(left)}`);
  // The ring is a dashed circle of length 1. It is redrawn only if the change is visible.
  const dashes = `${Math.min(1, Math.max(0, left / life)).toFixed(3)} 1`;
  if (ring.getAttribute('stroke-dasharray') !== dashes) ring.setAttribute('stroke-dasharray', dashes);
}
