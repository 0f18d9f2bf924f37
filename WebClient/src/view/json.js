import { create } from './dom.js';

// A string, with a colon if it is a key, a number or a word. The rest is punctuation.
const PIECE = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)/g;

/**
 * Indented JSON with highlighted keys, strings and other values.
 * @param {unknown} value
 * @returns {(string | Node)[]}
 */
export function highlight(value) {
  const json = JSON.stringify(value, null, 2);
  /** @type {(string | Node)[]} */
  const nodes = [];
  let end = 0;
  for (const piece of json.matchAll(PIECE)) {
    const [, string, colon, word] = piece;
    nodes.push(json.slice(end, piece.index), create('span', colon ? 'json-key' : string ? 'json-string' : 'json-word', string ?? word));
    end = piece.index + (string ?? word).length;
  }
  return [...nodes, json.slice(end)];
}
