const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Lets Twilio's SDK reach a sandbox on this machine. The SDK always opens `wss://<host>/signal`, and the sandbox has no
 * certificate that a browser trusts. Afterwards that one URL is opened as `ws://`. All others stay unchanged.
 *
 * The SDK reads `WebSocket` when its script loads, so call this first.
 *
 * @param {string} host Host and port of the sandbox, from `/api/client`.
 * @throws {Error} If the host is not this machine: only loopback traffic may be unencrypted.
 */
export function openSandboxWithoutTls(host) {
  if (!LOOPBACK.test(host)) {
    throw new Error(`The sandbox must be on this machine (localhost, 127.0.0.1 or [::1]), not on ${host}.`);
  }
  // A Proxy, not a subclass: `instanceof WebSocket` and constants such as WebSocket.OPEN stay the browser's own.
  window.WebSocket = new Proxy(window.WebSocket, {
    construct: (target, [url, ...rest], newTarget) =>
      Reflect.construct(target, [String(url) === `wss://${host}/signal` ? `ws://${host}/signal` : url, ...rest], newTarget),
  });
}
