import { defineConfig } from 'vite';

// Aspire's names for the reference to TokenApi (WithReference), and for the port it gave this server.
const tokenApi = process.env.TOKENAPI_HTTPS ?? process.env.TOKENAPI_HTTP ?? 'http://localhost:5101';

export default defineConfig({
  clearScreen: false, // The output is shown among that of the other services.
  server: {
    host: 'localhost',
    port: Number(process.env.PORT ?? 5100),
    strictPort: true,
    cors: false, // Vite would let every page of this machine read the API.
    proxy: { '/api': tokenApi },
  },
});
