export default {
  use: {
    baseURL: process.env.APP_URL ?? 'http://localhost:3000',
    permissions: ['microphone'],
    launchOptions: {
      executablePath: process.env.CHROMIUM, // Otherwise Playwright's own browser.
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    },
  },
  workers: 1, // The tests share the sandbox's faults and clock.
};
