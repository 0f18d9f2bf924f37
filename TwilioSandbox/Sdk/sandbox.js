// Sends everything that Twilio's Voice SDK opens at twilio.com to the sandbox, and nothing else. Load this script before the SDK:
//   wss://voice-js.roaming.twilio.com/signal  ->  ws://localhost:5102/twilio/voice-js.roaming.twilio.com/signal
(() => {
  const SANDBOX = '{{sandbox}}'; // The address that this script was requested from.
  // Signaling (of 1.x: chunderw), Insights, sounds.
  const SDK_HOST = /^((voice-js|chunderw)[\w.-]*|eventgw[\w.-]*|sdk)\.twilio\.com$/;

  const toSandbox = (url) => {
    if (!URL.canParse(url, document.baseURI)) return url;
    const { protocol, hostname, pathname, search } = new URL(url, document.baseURI);
    if (!SDK_HOST.test(hostname)) return url;
    const target = new URL(`/twilio/${hostname}${pathname}${search}`, SANDBOX);
    if (protocol.startsWith('ws')) target.protocol = target.protocol.replace('http', 'ws');
    return target.href;
  };

  // A Proxy, not a subclass: `instanceof WebSocket` and constants such as WebSocket.OPEN stay the browser's own.
  for (const name of ['WebSocket', 'Audio']) {
    window[name] = new Proxy(window[name], {
      construct: (target, [url, ...rest], newTarget) => Reflect.construct(target, [toSandbox(url), ...rest], newTarget),
    });
  }

  const { fetch } = window;
  window.fetch = (input, init) => (input instanceof Request
    ? fetch(toSandbox(input.url) === input.url ? input : new Request(toSandbox(input.url), input), init)
    : fetch(toSandbox(input), init));

  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function openAtSandbox(method, url, ...rest) {
    return open.call(this, method, toSandbox(url), ...rest);
  };
})();
