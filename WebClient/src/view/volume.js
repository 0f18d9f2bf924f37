// A meter falls slowly, so that peaks are visible.
const DECAY = 0.93;

// Hearing is logarithmic: half of the bar is a sixth of the amplitude.
const loudness = (/** @type {number} */ amplitude) => Math.min(1, amplitude ** 0.4);

/**
 * The next level of a meter.
 * @param {number} level The last one, from 0 to 1.
 * @param {number} amplitude From 0 to 1.
 */
export const nextLevel = (level, amplitude) => Math.max(loudness(amplitude), level * DECAY);
