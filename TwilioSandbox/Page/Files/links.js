import { ask } from './api.js';
import { create, element, setText } from './dom.js';

/** Links to the other pages of the application, as far as the sandbox knows their addresses. */
export async function showLinks() {
  const { demo, phone, apiReference, dashboard } = await ask('GET', '/sandbox/links').catch(() => ({}));
  element('pages').prepend(...links([demo, 'Demo'], [phone, 'One phone']));
  element('pages').hidden = false;
  setText(element('call-hint'), phone
    ? 'Open the phone in two windows, sign in with two names, and call from one to the other. The call appears here live.'
    : 'Use Call in, or open your page with sandbox.js. The call appears here live.');
  for (const place of ['links', 'more-links']) {
    element(place).append(...links([apiReference, 'API reference'], [dashboard, 'Dashboard']));
  }
}

function links(...pages) {
  // In a new tab, so that a call with the microphone of this tab continues.
  return pages.filter(([address]) => address)
    .map(([href, name]) => Object.assign(create('a', 'elsewhere', name), { href, target: '_blank', rel: 'noopener' }));
}
