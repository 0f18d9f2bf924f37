import { beforeEach, expect, test, vi } from 'vitest';

vi.stubGlobal('sessionStorage', { getItem: () => null });
const { Tokens } = await import('../src/tokens.js');

/** @type {(() => void)[]} Let TokenApi answer, in the order of the questions. */
let answers;
/** @type {string[]} What each newest token allows. */
let newest;
/** @type {InstanceType<typeof Tokens>} */
let tokens;

beforeEach(() => {
  answers = [];
  newest = [];
  tokens = new Tokens('capability', () => 'alice', () => 3600, (token) => { newest.push(token?.token ?? 'none'); });
  vi.stubGlobal('fetch', (/** @type {string} */ _, /** @type {{body: string}} */ { body }) => new Promise((resolve) => {
    const { ttl, ...scope } = JSON.parse(body);
    const expiresAt = new Date(Date.now() + ttl * 1000).toISOString();
    answers.push(() => resolve(Response.json({ token: Object.keys(scope).join('+'), identity: 'alice', expiresAt, ttl })));
  }));
});

test('an answer that a later one has overtaken is not the newest token', async () => {
  const renewing = tokens.renew({ incoming: true });
  const calling = tokens.request({ incoming: true, outgoing: true });
  answers[1]();
  await calling;
  answers[0]();
  expect(await renewing).toBe('incoming');
  expect(newest).toEqual(['incoming+outgoing']);
});

test('the last token is used again, but not while another one is on its way', async () => {
  const first = tokens.request({ outgoing: true });
  answers[0]();
  await first;
  expect(await tokens.reuse({ outgoing: true })).toBe('outgoing');
  expect(answers).toHaveLength(1);

  tokens.renew({ incoming: true });
  tokens.reuse({ outgoing: true });
  expect(answers).toHaveLength(3);
});
