import type { SeededRandom } from './seeded-random.js';

export const SAMPLE_LABEL = 'Sample figures for demonstration';

/** A plausible path: drift a step, a yearly wave and noise, all as shares of the start value. */
export function sampleSeries(random: SeededRandom, length: number, start: number, drift: number, wave: number, noise: number): number[] {
  const phase = random.between(0, 6.283);
  let level = start;
  return Array.from({ length }, (_, step) => {
    level *= 1 + drift + random.bell() * noise * 0.4;
    return level * (1 + wave * Math.sin(phase + (step * 6.283) / 12) + random.bell() * noise);
  });
}

/** ISO months from January of the year on. */
export function monthsFrom(year: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${year + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);
}

export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
