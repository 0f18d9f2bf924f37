/** Sends a request to the sandbox. A refusal is thrown with the sandbox's explanation. */
export async function ask(method, path, body) {
  const json = body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, { method, ...json }).catch(() => {
    throw new Error('The sandbox does not respond. Restart it, then try again.');
  });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (response.ok) return answer;
  // Problem details: {"detail": "…"}, or {"errors": {"delayMs": ["must be …"]}}.
  const reasons = Object.entries(answer?.errors ?? {}).map(([name, [reason]]) => `${name} ${reason}`);
  throw new Error(reasons.join(' ') || answer?.detail || `The sandbox answered ${response.status}.`);
}
