import { resolve } from 'node:path';
import { createLogger, defineConfig } from 'vite';
import { notFound } from './vite/not-found.js';
import { logOutages } from './vite/outages.js';

// Aspire sets these through WithReference.
const tokenApi = process.env.TOKENAPI_HTTPS ?? process.env.TOKENAPI_HTTP ?? 'http://localhost:5101';
const sandbox = process.env.SANDBOX_HTTP;

// Like the policy that TokenApi sends in production, but for the sandbox on any port and for Twilio.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' http://localhost:* http://127.0.0.1:*",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self' http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:* https://*.twilio.com wss://*.twilio.com",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const customLogger = createLogger('info', { allowClearScreen: false });
const logOutagesOf = logOutages(customLogger);

// The Host header stays, because TokenApi compares it with the page’s origin.
const api = {
  '^/(api|scalar|openapi)(/|\\?|$)': { target: tokenApi, changeOrigin: false, configure: logOutagesOf('TokenApi', tokenApi) },
};

// Only these requests. The sandbox accepts commands from its own origin only, so the Origin header is removed.
const questions = sandbox && Object.fromEntries([
  '^/sandbox/clients$', '^/sandbox/explain$', '^/sandbox/sign$', '^/sandbox/events(/stream)?\\?[\\w=&]*$',
].map((path) => [path, {
  target: sandbox,
  changeOrigin: true,
  configure: (proxy) => {
    logOutagesOf('The sandbox', sandbox)(proxy);
    proxy.on('proxyReq', (request) => request.removeHeader('origin'));
  },
}]));

// Files in assets have a hash in their names. `vite preview` caches them as TokenApi does; by default, Vite makes browsers ask again.
const keep = (request, response, next) => {
  if (request.url.startsWith('/assets/')) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  next();
};

export default defineConfig({
  appType: 'mpa', // Without this, Vite answers every address with the page.
  customLogger,
  plugins: [
    {
      name: 'not-found',
      configureServer: ({ config, middlewares }) => () => { middlewares.use(notFound(config.root, config.server.headers)); },
      configurePreviewServer: ({ config, middlewares }) => () => {
        middlewares.use(notFound(resolve(config.root, config.build.outDir), config.preview.headers));
      },
    },
    { name: 'trim-html', apply: 'build', transformIndexHtml: (html) => html.replace(/^ +/gm, '') }, // Vite does not minify HTML.
    { name: 'keep-assets', configurePreviewServer: ({ middlewares }) => { middlewares.use(keep); } },
  ],
  build: {
    modulePreload: { polyfill: false }, // Browsers with WebRTC support module preload.
    rolldownOptions: { input: ['index.html', 'demo.html'] },
  },
  clearScreen: false, // Aspire shows the output beside that of the other services.
  optimizeDeps: { include: ['@twilio/voice-sdk'] }, // Otherwise Vite finds it on first use and reloads the page.
  server: {
    host: 'localhost',
    port: Number(process.env.PORT ?? 5100),
    strictPort: true,
    cors: false, // By default Vite lets any local page read the API.
    headers: { 'Content-Security-Policy': contentSecurityPolicy },
    proxy: { ...api, ...questions },
  },
});
