import { explain } from '../errors.js';

const element = document.getElementById('alert');
let shown = '';

/**
 * Shows an error in words, or nothing. The same words twice in a row are announced once.
 * @param {unknown} problem Anything `explain` takes; null clears.
 */
export function showProblem(problem) {
  const explanation = problem ? explain(problem) : {};
  const words = JSON.stringify(explanation);
  if (words === shown) return;
  shown = words;
  element.replaceChildren(...['what', 'todo', 'reference'].filter((part) => explanation[part]).map((part) => {
    const paragraph = document.createElement('p');
    paragraph.className = part;
    paragraph.textContent = explanation[part];
    return paragraph;
  }));
}
