/**
 * Lets Twilio's SDK reach the sandbox instead of Twilio. Call this before the SDK loads: it reads `WebSocket` when its script runs.
 * @param {string} host Host and port of the sandbox, from `/api/client`.
 * @returns {Promise<void>}
 */
export function loadSandboxScript(host) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `http://${host}/sandbox.js`;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`The sandbox at ${host} could not be reached. Is it running?`));
    };
    document.head.append(script);
  });
}
