/**
 * Logs when a service that Vite forwards requests to goes down, and when it is back. Ends the responses that the service did not complete.
 * By default, Vite logs each failed request with a stack trace.
 * @param {import('vite').Logger} logger
 */
export function logOutages(logger) {
  /** @type {Set<string>} */
  const down = new Set();
  const logError = logger.error.bind(logger);
  logger.error = (message, options) => {
    if (!message.includes('http proxy error:')) logError(message, options);
  };

  /**
   * For the option `configure` of a proxy.
   * @param {string} name
   * @param {string} target
   * @returns {NonNullable<import('vite').ProxyOptions['configure']>}
   */
  return (name, target) => (proxy) => {
    proxy.on('error', (error) => {
      if (down.has(target)) return;
      down.add(target);
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
      logError(`${name} at ${target} cannot be reached (${code ?? message}). Is it running?`, { timestamp: true });
    });
    proxy.on('proxyRes', (answer, _, response) => {
      // Otherwise the browser would wait for more of a stream whose service has been killed.
      answer.on('close', () => { if (!answer.complete) response.destroy(); });
      if (down.delete(target)) logger.info(`${name} at ${target} answers again.`, { timestamp: true });
    });
  };
}
