const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Lets Twilio's SDK reach a sandbox on this machine. The SDK always opens `wss://<host>/signal`, and the sandbox has no
 * certificate that a browser trusts. From here on that one URL is opened as `ws://`; every other one stays as it is.
 *
 * The SDK takes hold of `WebSocket` while its script runs, so this must come before.
 *
 * @param {string} host Host and port of the sandbox, as `/api/client` says.
 * @throws {Error} When the host is not this machine: nothing but loopback may go unencrypted.
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
