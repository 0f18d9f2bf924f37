// Addresses of the development server that do not exist.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The addresses that the page for 404 suggests, if they exist: a file of this folder, or a path that Vite forwards. */
const SUGGESTIONS = [
  { address: '/', file: 'index.html', text: 'The phone' },
  { address: '/demo', file: 'demo.html', text: 'The demo' },
  { address: '/scalar', text: 'The API reference' },
];

// The development server has them. The built page’s have other names.
const STYLES = ['roles', 'elements'].map((name) => `<link rel="stylesheet" href="/src/styles/${name}.css">`).join('');

/**
 * Answers unknown addresses with 404 and links to the existing ones. Vite would answer with an empty page.
 * @param {string} root The folder of the HTML files.
 * @param {Record<string, string>} headers
 * @returns {import('vite').Connect.NextHandleFunction}
 */
export const notFound = (root, headers = {}) => (request, response, next) => {
  // Vite has already rewritten / to /index.html and /demo to /demo.html.
  const { url = '/' } = request;
  const [path] = url.split('?');
  if (path.endsWith('.html') && existsSync(join(root, path))) return next();

  // /demo/ -> /demo
  const [, name] = /^\/([\w-]+)\/$/.exec(path) ?? [];
  if (name && existsSync(join(root, `${name}.html`))) {
    return void response.writeHead(302, { ...headers, Location: url.replace(`/${name}/`, `/${name}`) }).end();
  }

  const links = SUGGESTIONS.filter(({ file }) => !file || existsSync(join(root, file)))
    .map(({ address, text }) => `<li><a href="${address}">${text}</a></li>`);
  response.writeHead(404, { ...headers, 'Content-Type': 'text/html; charset=utf-8' });
  const head = `<html lang="en"><title>Not found</title>${STYLES}`;
  response.end(`<!doctype html>${head}<h1>Not found</h1><p>Try:</p><ul>${links.join('')}</ul></html>`);
};
