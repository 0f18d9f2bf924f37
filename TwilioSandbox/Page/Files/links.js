import { ask } from './api.js';
import { create, element } from './dom.js';

/** Links to the other pages of the application, as far as the sandbox knows their addresses. */
export async function showLinks() {
  const { demo, phone, apiReference, dashboard } = await ask('GET', '/sandbox/links').catch(() => ({}));
  element('pages').prepend(...links([demo, 'Demo'], [phone, 'One phone']));
  element('pages').hidden = false;
  for (const place of ['links', 'more-links']) {
    element(place).append(...links([apiReference, 'API reference'], [dashboard, 'Dashboard']));
  }
}

function links(...pages) {
  return pages.filter(([address]) => address).map(([address, name]) => {
    const link = create('a', '', name);
    link.href = address;
    return link;
  });
}
