/** @param {string} id */
export const element = (id) => document.getElementById(id);

/** Screen readers announce each write to a live region, even of the same text. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/** Creates an element. Content is always text, never markup. */
export function create(tag, className, ...content) {
  const created = document.createElement(tag);
  if (className) created.className = className;
  created.append(...content);
  return created;
}

/** Creates an SVG element, with optional text. */
export function draw(tag, attributes, text) {
  const drawn = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) drawn.setAttribute(name, value);
  if (text !== undefined) drawn.textContent = text;
  return drawn;
}

/**
 * Shows a list. Existing elements are kept, so that they keep the focus and stay clickable while the list changes.
 * @param {(item: any) => string} keyOf
 * @param {(item: any) => HTMLElement} make
 * @param {(child: HTMLElement, item: any) => void} update
 */
export function showList(list, items, keyOf, make, update) {
  const there = new Map([...list.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = keyOf(item);
    const child = there.get(key) ?? make(item);
    there.delete(key);
    child.dataset.key = key;
    update(child, item);
    if (list.children[index] !== child) list.insertBefore(child, list.children[index] ?? null);
  });
  for (const gone of there.values()) gone.remove();
}
