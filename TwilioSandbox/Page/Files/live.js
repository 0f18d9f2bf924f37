import { ask } from './api.js';

const KEPT_EVENTS = 1000;

/** @typedef {{ clients: any[], calls: any[], faults: any[], telephone: any, events: any[] }} State */

/** @type {State} */
export const NOTHING = { clients: [], calls: [], faults: [], telephone: { busy: false, calls: [] }, events: [] };

/**
 * Follows the sandbox. On each event, and once a second during a call, it requests everything again.
 * @param {(state: State) => void} show
 * @param {(isLive: boolean) => void} showLive
 */
export function follow(show, showLive) {
  let state = NOTHING;
  let waiting = false;
  let asked = 0;

  // Events come in bursts. One request is enough for each burst.
  const refresh = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(async () => {
      waiting = false;
      const question = ++asked;
      const answers = ['clients', 'calls', 'faults', 'telephone'].map((what) => ask('GET', `/sandbox/${what}`));
      // While the sandbox is down, the stream below shows it and reconnects.
      const news = await Promise.all(answers).catch(() => null);
      if (!news || question !== asked) return; // A later request was faster.
      const [clients, calls, faults, telephone] = news;
      show(state = { ...state, clients, calls, faults, telephone });
    }, 100);
  };

  const listen = () => {
    const stream = new EventSource('/sandbox/events/stream');
    stream.onopen = () => { showLive(true); refresh(); };
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      // If the ids start again, the sandbox has restarted.
      const before = event.type === 'sandbox.reset' || event.id <= (state.events[0]?.id ?? 0) ? [] : state.events;
      state = { ...state, events: [event, ...before].slice(0, KEPT_EVENTS) };
      refresh();
    };
    stream.onerror = () => {
      showLive(false);
      // EventSource reconnects by itself after a lost connection, but not after a response that is not a stream.
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  };

  listen();
  setInterval(() => {
    if (state.calls.some(({ state: what }) => what !== 'ended') || state.faults.length > 0) refresh();
    else show(state);
  }, 1000);
}
