import { create, element, setText, showList } from './dom.js';
import { formatDuration } from './time.js';

/** @param {any[]} clients */
export function showClients(clients) {
  element('clients-empty').hidden = clients.length > 0;
  showList(element('clients'), clients, ({ identity, since }) => `${identity} ${since}`,
    () => create('li', 'client', create('span', 'dot'), create('strong'), create('span', 'hint')),
    (row, { identity, registered, sdkVersion, tokenKind, tokenExpiresAt }) => {
      row.classList.toggle('on', registered);
      setText(row.querySelector('strong'), identity ?? 'Anonymous');
      const left = new Date(tokenExpiresAt) - Date.now();
      const token = left > 0 ? `${tokenKind} token, ${formatDuration(left)} left` : `${tokenKind} token, expired`;
      const sdk = sdkVersion ? `Voice SDK ${sdkVersion}` : 'unknown SDK';
      setText(row.querySelector('.hint'), [registered ? 'registered' : 'not registered', sdk, token].join(' · '));
    });

  const names = [...new Set(clients.map(({ identity }) => identity).filter(Boolean))].sort();
  showList(element('client-names'), names, String, (name) => new Option(name, name), () => {});
}

