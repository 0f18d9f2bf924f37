// A link to a page that replaces this one ends the call. This asks first.
import { byId, element, setText } from './dom.js';

const dialog = byId('leave', HTMLDialogElement);

/**
 * @param {() => string | null} inCallWith The other side of the current call.
 * @param {(url: URL) => void} onLeave Called before the page is replaced.
 */
export function connectLinks(inCallWith, onLeave) {
  /** @type {URL | undefined} */
  let target;
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href]');
    const newTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!(link instanceof HTMLAnchorElement) || link.target || newTab) return;
    target = new URL(link.href);
    const name = inCallWith();
    if (name === null) return onLeave(target);
    event.preventDefault();
    setText(element('leave-title'), `End the call with ${name}?`);
    const samePage = target.pathname === location.pathname;
    setText(element('leave-why'), `This ${samePage ? 'loads the page again' : 'leaves the page'}, which ends the call.`);
    dialog.returnValue = '';
    dialog.showModal();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'leave' || !target) return;
    onLeave(target);
    location.assign(target);
  });
}

/** Closes the question when the call has ended. */
export function closeQuestion() {
  if (dialog.open) dialog.close('stay');
}
