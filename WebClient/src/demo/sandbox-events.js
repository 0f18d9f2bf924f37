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

/**
 * Reports all events from now on, also after the sandbox was restarted.
 * @param {(event: SandboxEvent) => void} onEvent
 */
export async function followSandbox(onEvent) {
  const response = await fetch(`/sandbox/events?${TYPES}`, { signal: AbortSignal.timeout(LIMIT_MS) });
  if (!response.ok) throw new Error('The sandbox cannot be reached through this server. Start the demo with dotnet run --project AppHost.');
  const last = (await response.json()).at(-1)?.id ?? 0;
  const stream = new EventSource(`/sandbox/events/stream?after=${last}&${TYPES}`);
  stream.onmessage = ({ data }) => onEvent(JSON.parse(data));
}
