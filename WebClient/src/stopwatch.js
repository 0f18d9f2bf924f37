/**
 * Starts a stopwatch, which returns the elapsed milliseconds. It uses the clock that advanced more: the wall clock may be set back, and the
 * browser’s monotonic clock may stop while the machine sleeps.
 * @returns {() => number}
 */
export function startStopwatch() {
  const [wall, steady] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - wall, performance.now() - steady);
}
