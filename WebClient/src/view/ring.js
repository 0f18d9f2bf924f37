import { create } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/** A ring that shows which part is left. */
export class Ring {
  #arc = circle();
  element;

  /** @param {...Node} content What the ring surrounds. */
  constructor(...content) {
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 40 40');
    svg.setAttribute('aria-hidden', 'true');
    this.#arc.setAttribute('pathLength', '1');
    svg.append(circle(), this.#arc);
    this.element = create('span', 'ring', svg, ...content);
  }

  /**
   * @param {number} part From 0 to 1.
   * @param {boolean} isBad
   */
  show(part, isBad) {
    this.element.toggleAttribute('data-bad', isBad);
    // A dashed circle of length 1. It is redrawn only if the change is visible.
    const dashes = `${Math.min(1, Math.max(0, part)).toFixed(3)} 1`;
    if (this.#arc.getAttribute('stroke-dasharray') !== dashes) this.#arc.setAttribute('stroke-dasharray', dashes);
  }
}

function circle() {
  const created = document.createElementNS(SVG, 'circle');
  for (const [name, value] of Object.entries({ cx: 20, cy: 20, r: 17 })) created.setAttribute(name, `${value}`);
  return created;
}
