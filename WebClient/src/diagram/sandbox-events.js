// The sandbox’s journal as a live stream. In development, Vite forwards it.
import { LIMIT_MS } from '../api.js';

const TYPES = ['token', 'client', 'call', 'webhook', 'voice'].map((type) => `type=${type}`).join('&');

/**
 * An event, as `GET /sandbox/events` describes it.
 * @typedef {object} SandboxEvent
 * @property {number} id
 * @property {string} type
 * @property {string} [client]
 * @property {string} [claimedClient] The client that a refused token names.
 * @property {number} [connection]
 * @property {string} [callSid]
 * @property {number} [code]
 * @property {string} [message]
 * @property {string} [explanation]
 * @property {{claim: string, was: string, expected: string, remedy: string}} [defect]
 */

const RETRY_MS = 2_000;

/**
 * Reports all events from now on, also after the sandbox was restarted.
 * @param {(event: SandboxEvent) => void} onEvent
 */
export async function followSandbox(onEvent) {
  const response = await fetch(`/sandbox/events?${TYPES}`, { signal: AbortSignal.timeout(LIMIT_MS) });
  if (!response.ok) throw new Error('The sandbox cannot be reached through this server. Start the demo with dotnet run --project AppHost.');
  open((await response.json()).at(-1)?.id ?? 0, onEvent);
}

/**
 * @param {number} last The id of the last known event.
 * @param {(event: SandboxEvent) => void} onEvent
 */
function open(last, onEvent) {
  const stream = new EventSource(`/sandbox/events/stream?after=${last}&${TYPES}`);
  stream.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    last = event.id;
    onEvent(event);
  };
  // An error response closes the stream for good.
  stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) setTimeout(() => open(last, onEvent), RETRY_MS); };
}
