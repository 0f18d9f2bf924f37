import { ask } from './api.js';

const KEPT_EVENTS = 1000;

/**
 * Follows the sandbox. Each event is news: then, and once a second while a call is up, everything is asked for anew.
 * @param {(state: { clients: any[], calls: any[], faults: any[], events: any[] }) => void} show
 * @param {(isLive: boolean) => void} showLive
 */
export function follow(show, showLive) {
  let state = { clients: [], calls: [], faults: [], events: [] };
  let waiting = false;
  let asked = 0;

  // Events come in bursts; one question is enough for each.
  const refresh = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(async () => {
      waiting = false;
      const question = ++asked;
      const answers = ['clients', 'calls', 'faults'].map((what) => ask('GET', `/sandbox/${what}`));
      // While it is away there is nothing new; the stream below says so, and comes back with it.
      const news = await Promise.all(answers).catch(() => null);
      if (!news || question !== asked) return; // A later question has overtaken it.
      const [clients, calls, faults] = news;
      show(state = { ...state, clients, calls, faults });
    }, 100);
  };

  const listen = () => {
    const stream = new EventSource('/sandbox/events/stream');
    stream.onopen = () => { showLive(true); refresh(); };
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      // Ids that begin anew are those of another sandbox.
      const before = event.type === 'sandbox.reset' || event.id <= (state.events[0]?.id ?? 0) ? [] : state.events;
      state = { ...state, events: [event, ...before].slice(0, KEPT_EVENTS) };
      refresh();
    };
    stream.onerror = () => {
      showLive(false);
      // After a break it reconnects by itself; after an answer that was no stream it does not.
      if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  };

  listen();
  setInterval(() => {
    if (state.calls.some(({ state: what }) => what !== 'ended') || state.faults.length > 0) refresh();
    else show(state);
  }, 1000);
}
