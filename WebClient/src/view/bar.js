// The header bar that the pages share. A page adds what is its own in `.end`.
import { create, element, setText } from './dom.js';

/**
 * Shows the bar. Call it once before the settings are known, with null, and again with the settings.
 * @param {Pick<import('../api.js').ClientSettings, 'applicationName' | 'sandbox'> | null} settings
 * @param {'/' | '/demo'} current The page that shows the bar.
 */
export function showBar(settings, current) {
  const name = document.querySelector('.bar h1') ?? addName();
  if (settings) setText(name, settings.applicationName);

  const { DEV, VITE_DASHBOARD_URL: dashboard } = import.meta.env;
  const links = [
    toPage('Demo', '/demo', current),
    toPage('One phone', '/', current),
    ...(settings?.sandbox ? [elsewhere('Sandbox', `http://${settings.sandbox.host}`)] : []),
    ...(DEV ? [elsewhere('API reference', '/scalar', 'quiet')] : []), // TokenApi serves it in Development only.
    ...(dashboard ? [elsewhere('Dashboard', dashboard, 'quiet')] : []),
  ];
  element('pages').replaceChildren(...links);
}

/** Adds the mark, the name and the navigation before what the page has in its bar. */
function addName() {
  const mark = create('img', 'mark');
  Object.assign(mark, { src: '/icon.svg', alt: '', width: 32, height: 32 });
  const name = create('h1', '', document.title);
  const pages = create('nav', '');
  pages.id = 'pages';
  pages.setAttribute('aria-label', 'Pages');
  element('bar').prepend(mark, name, pages);
  return name;
}

/**
 * @param {string} text
 * @param {string} href
 * @param {string} current
 */
function toPage(text, href, current) {
  const link = create('a', '', text);
  link.href = href;
  if (href === current) link.setAttribute('aria-current', 'page');
  return link;
}

/**
 * A link that opens a new tab, so that a call on this page continues.
 * @param {string} text
 * @param {string} href
 * @param {string} [className]
 */
function elsewhere(text, href, className = '') {
  const link = create('a', `elsewhere ${className}`.trim(), text);
  return Object.assign(link, { href, target: '_blank', rel: 'noopener' });
}
