// Shows an incoming call outside the page: in the title of the tab, and as a desktop notification where the user has allowed it.
import { button, element } from './dom.js';
import { showTab } from './tabs.js';

const notify = button('notify');
/** @type {string | null} */
let caller = null;
let title = '';
/** @type {Notification | null} */
let notification = null;

/** Some browsers have no notifications. */
const permission = () => ('Notification' in window ? Notification.permission : 'denied');

/** Connects the button that asks for notifications. The page never asks on its own. */
export function connectRinging() {
  notify.addEventListener('click', async () => {
    await Notification.requestPermission();
    offerNotifications(true);
    if (notify.hidden) element('status').focus();
  });
}

/** @param {boolean} waiting Whether the user waits for calls. */
export function offerNotifications(waiting) {
  notify.hidden = !waiting || permission() !== 'default';
}

/** @param {string | null} name Who is calling; null when the phone does not ring. */
export function showRinging(name) {
  if (name === caller) return;
  if (caller === null) ({ title } = document);
  caller = name;
  notification?.close();
  notification = null;
  document.title = name === null ? title : `${name} is calling`;
  if (name === null) return;
  showTab('phone');
  if (permission() === 'granted' && !document.hasFocus()) notification = createNotification(`${name} is calling`);
}

/** @param {string} text */
function createNotification(text) {
  try {
    const details = { body: 'Open the page to answer.', icon: '/icon.svg', tag: 'incoming-call', requireInteraction: true };
    const created = new Notification(text, details);
    created.onclick = () => window.focus();
    return created;
  } catch {
    return null; // Chrome on Android allows notifications from service workers only.
  }
}
