import { beforeEach, expect, test, vi } from 'vitest';

vi.stubGlobal('sessionStorage', { getItem: () => null });
const { Tokens } = await import('../src/tokens.js');

/** @type {(() => void)[]} Make TokenApi answer, in the order of the requests. */
let answers;
/** @type {string[]} The scope of each newest token. */
let newest;
/** @type {string[]} The expiry of each. */
let ends;
/** The time on TokenApi's clock. */
let serverNow = Date.now;
/** @type {InstanceType<typeof Tokens>} */
let tokens;

beforeEach(() => {
  answers = [];
  newest = [];
  ends = [];
  tokens = new Tokens('capability', () => 'alice', () => 3600, (token) => {
    newest.push(token?.token ?? 'none');
    ends.push(token?.expiresAt ?? '');
  });
  vi.stubGlobal('fetch', (/** @type {string} */ _, /** @type {{body: string}} */ { body }) => new Promise((resolve) => {
    const { ttl, ...scope } = JSON.parse(body);
    const expiresAt = new Date(serverNow() + ttl * 1000).toISOString();
    answers.push(() => resolve(Response.json({ token: Object.keys(scope).join('+'), identity: 'alice', expiresAt, ttl })));
  }));
});

test('late response does not replace a newer token', async () => {
  const renewing = tokens.request({ incoming: true });
  const calling = tokens.request({ incoming: true, outgoing: true });
  answers[1]();
  await calling;
  answers[0]();
  expect(await renewing).toBe('incoming');
  expect(newest).toEqual(['incoming+outgoing']);
});

test('last token is reused unless a request is pending', async () => {
  const first = tokens.request({ outgoing: true });
  answers[0]();
  await first;
  expect(await tokens.reuse({ outgoing: true })).toBe('outgoing');
  expect(answers).toHaveLength(1);

  tokens.request({ incoming: true });
  tokens.reuse({ outgoing: true });
  expect(answers).toHaveLength(3);
});

test('refused token is not reused', async () => {
  const first = tokens.request({ outgoing: true });
  answers[0]();
  await first;
  tokens.forget();
  tokens.reuse({ outgoing: true });
  expect(answers).toHaveLength(2);
});

test('token expires by this machine’s clock', async () => {
  serverNow = () => Date.now() - 3_600_000;
  const requesting = tokens.request({ incoming: true });
  answers[0]();
  await requesting;
  expect(Date.parse(ends[0]) - Date.now()).toBeGreaterThan(3_590_000);
  serverNow = Date.now;
});
