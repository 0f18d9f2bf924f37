/**
 * The kind of token to use: the one in the page's address (`?token=access`) if the account can issue it, otherwise the default.
 * Choosing another kind is a link, which loads the page again.
 * @param {string} query The query of the page's address.
 * @param {import('./api.js').TokenKind[]} offered The kinds that the account can issue. The first is the default.
 */
export function chooseTokenKind(query, offered) {
  const asked = new URLSearchParams(query).get('token');
  return offered.find((kind) => kind === asked) ?? offered[0];
}
