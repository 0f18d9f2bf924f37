import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const configFile = fileURLToPath(new URL('../vite.config.js', import.meta.url));
/** @type {string} A folder with two pages. */
let root;
/** @type {import('vite').ViteDevServer} */
let vite;
/** @type {import('node:http').Server} */
let server;
/** @type {string} */
let origin;
/** @type {string[]} */
const log = [];
// TokenApi, while it is up.
const events = new PassThrough();
const tokenApi = createHttpServer((request, response) => (request.url === '/api/stream'
  ? events.pipe(response)
  : response.end(`TokenApi got ${request.url} for ${request.headers.host}`)));

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'pages-'));
  writeFileSync(join(root, 'index.html'), '<title>Phone</title>');
  writeFileSync(join(root, 'demo.html'), '<title>Demo</title>');
  const port = await listen(tokenApi);
  process.env.TOKENAPI_HTTP = `http://localhost:${port}`;
  vite = await createServer({ configFile, root, server: { middlewareMode: true, ws: false, watch: null } });
  server = createHttpServer(vite.middlewares);
  origin = `http://localhost:${await listen(server)}`;
  // The logger writes to the console.
  for (const method of /** @type {const} */ (['log', 'error'])) {
    console[method] = (/** @type {unknown} */ text) => { if (/TokenApi|proxy/.test(`${text}`)) log.push(`${text}`); };
  }
});

afterAll(async () => {
  server.close();
  tokenApi.close();
  await vite.close();
  rmSync(root, { recursive: true });
});

test.each([
  ['/', 'Phone'], ['/index.html', 'Phone'], ['/?token=access', 'Phone'],
  ['/demo', 'Demo'], ['/demo.html', 'Demo'], ['/demo/?token=access', 'Demo'],
])('%s is the page %s', async (address, title) => {
  const response = await get(address);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain(`<title>${title}</title>`);
});

const WRONG = ['/nope', '/nope/', '/nope.html', '/demo//', '/src/nope.js', '/apix', '/scalarx', '/%E0'];

test.each(WRONG)('%s is not found, with links to the existing addresses', async (address) => {
  const response = await get(address);
  expect(response.status).toBe(404);
  expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  const page = await response.text();
  expect(page).toContain('Not found');
  for (const link of ['/', '/demo', '/scalar']) expect(page).toContain(`href="${link}"`);
});

const FORWARDED = ['/api/client', '/scalar', '/scalar/', '/openapi/v1.json'];

test.each(FORWARDED)('%s is forwarded to TokenApi with the page’s host', async (address) => {
  expect(await (await get(address)).text()).toBe(`TokenApi got ${address} for ${new URL(origin).host}`);
});

test('outage of TokenApi is logged in one line, and its end too', async () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (tokenApi.address());
  tokenApi.closeAllConnections();
  await new Promise((resolve) => { tokenApi.close(resolve); });
  for (const address of ['/api/client', '/api/client', '/scalar']) expect((await get(address)).status).toBe(502);
  await listen(tokenApi, port);
  await get('/api/client');
  expect(log).toEqual([
    expect.stringMatching(`TokenApi at http://localhost:${port} cannot be reached \\(ECONNREFUSED\\). Is it running\\?$`),
    expect.stringMatching(`TokenApi at http://localhost:${port} answers again.$`),
  ]);
});

test('a stream ends when the service is killed', async () => {
  events.push('data: 1');
  const response = await get('/api/stream');
  tokenApi.closeAllConnections();
  expect(await response.text()).toBe('data: 1');
});

/** @param {string} address */
const get = (address) => fetch(origin + address, { headers: { Accept: 'text/html,*/*' } });

/**
 * @param {import('node:http').Server} listener
 * @param {number} [port]
 * @returns {Promise<number>}
 */
const listen = (listener, port = 0) => new Promise((resolve) => {
  listener.listen(port, 'localhost', () => resolve(/** @type {import('node:net').AddressInfo} */ (listener.address()).port));
});
