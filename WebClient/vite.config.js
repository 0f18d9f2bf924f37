import { defineConfig } from 'vite';

// Aspire's names for the reference to TokenApi (WithReference), and for the port it gave this server.
const tokenApi = process.env.TOKENAPI_HTTPS ?? process.env.TOKENAPI_HTTP ?? 'http://localhost:5101';
const sandbox = process.env.SANDBOX_HTTP;

// As in production, where TokenApi sends it (TokenApi/Client/PageFiles.cs). There it names the one place where the signalling is.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self' ws://localhost:* ws://127.0.0.1:* wss://*.twilio.com",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

// Two questions of the page, and no more. The sandbox takes orders from no other origin than its own: to it, this server is no page.
const questions = sandbox && Object.fromEntries(['/sandbox/clients', '/sandbox/explain'].map((path) => [path, {
  target: sandbox,
  changeOrigin: true,
  configure: (proxy) => proxy.on('proxyReq', (request) => request.removeHeader('origin')),
}]));

// As TokenApi does (PageFiles.cs), whose place `vite preview` takes: what is below assets has a hash in its name.
// Vite would have it asked for again each time.
const keep = (request, response, next) => {
  if (request.url.startsWith('/assets/')) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  next();
};

export default defineConfig({
  plugins: [
    { name: 'indentation', apply: 'build', transformIndexHtml: (html) => html.replace(/\n\s+/g, '\n') }, // A fifth of index.html.
    { name: 'keep-assets', configurePreviewServer: ({ middlewares }) => { middlewares.use(keep); } },
  ],
  build: { modulePreload: { polyfill: false } }, // Browsers that can make such calls know it.
  clearScreen: false, // The output is shown among that of the other services.
  optimizeDeps: { include: ['@twilio/voice-sdk'] }, // Found when it is first used otherwise, and then the page loads again.
  server: {
    host: 'localhost',
    port: Number(process.env.PORT ?? 5100),
    strictPort: true,
    cors: false, // Vite would let every page of this machine read the API.
    headers: { 'Content-Security-Policy': contentSecurityPolicy },
    // TokenApi has to know by which name this page was asked for.
    proxy: { '/api': { target: tokenApi, changeOrigin: false }, ...questions },
  },
});
