/**
 * Sends a token to Twilio as `twilio-client` 1.15.1 does. In this page, the address leads to the sandbox.
 * @param {string} token
 * @returns {Promise<void>} Settles when the connection is closed.
 */
export function sendFromOldSdk(token) {
  return new Promise((resolve) => {
    const socket = new WebSocket('wss://chunderw-vpc-gll.twilio.com/signal');
    socket.onopen = () => socket.send(JSON.stringify({
      type: 'listen', version: '1.6', payload: { token, browserinfo: { p: 'browser', v: '1.15.1', plugin: 'rtc' } },
    }));
    socket.onclose = () => resolve();
  });
}
