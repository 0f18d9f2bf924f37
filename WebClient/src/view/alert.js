import { explain } from '../errors.js';
import { create, element } from './dom.js';

const PARTS = /** @type {const} */ (['what', 'todo', 'reference']);
let shown = '';

/**
 * Shows an explained error, or nothing. Repeated text is announced once.
 * @param {unknown} problem Anything that `explain` accepts; null clears the alert.
 */
export function showProblem(problem) {
  const explanation = problem ? explain(problem) : null;
  const words = JSON.stringify(explanation);
  if (words === shown) return;
  shown = words;
  const paragraphs = PARTS.map((part) => create('p', part, explanation?.[part] ?? '')).filter((paragraph) => paragraph.textContent);
  element('alert').replaceChildren(...paragraphs);
}
