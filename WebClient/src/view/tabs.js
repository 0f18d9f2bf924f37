// In a narrow window, one of the phone and the token is shown. CSS decides what is narrow.
import { element } from './dom.js';

const tabs = element('tabs');

/** Connects the tabs. */
export function connectTabs() {
  tabs.addEventListener('click', ({ target }) => {
    const { tab } = /** @type {HTMLElement} */ (target).dataset;
    if (tab) showTab(tab);
  });
}

/** @param {string} name `phone` or `token`. */
export function showTab(name) {
  element('main').dataset.tab = name;
  for (const tab of tabs.querySelectorAll('button')) tab.setAttribute('aria-pressed', String(tab.dataset.tab === name));
}
