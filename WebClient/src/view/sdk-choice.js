import { CHOICES } from '../sdk/choice.js';
import { element } from './dom.js';

/**
 * Shows which SDK the page runs on, and the way to the other one.
 * @param {import('../sdk/choice.js').Choice} chosen
 * @param {string[]} offered
 */
export function showSdks(chosen, offered) {
  for (const { id, package: name } of CHOICES) {
    const link = element(`sdk-${id}`);
    link.hidden = !offered.includes(name);
    if (id === chosen.id) link.setAttribute('aria-current', 'page');
  }
  element('sdks').hidden = false;
}
