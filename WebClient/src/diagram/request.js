import { createToken } from '../api.js';
import * as say from './messages.js';

/** Seconds. The usual lifetime is not part of the story. */
export const USUAL_LIFE = 3600;

/**
 * Requests a token, and says so in the diagram.
 * @param {import('./story.js').Story} story
 * @param {say.Name} party
 * @param {import('../api.js').TokenKind} kind
 * @param {import('../api.js').TokenRequest} request
 * @param {Record<string, string>} [headers]
 */
export async function requestToken(story, party, kind, request, headers) {
  const { ttl, ...scope } = request;
  const isShort = ttl !== undefined && ttl !== USUAL_LIFE;
  story.say(say.ask(party, isShort ? request : scope));
  const issued = await createToken(kind, request, headers);
  story.say(say.issue(party, /** @type {import('../tokens.js').Scope} */ (scope), isShort ? ttl : undefined));
  return issued;
}
