import type { SeededRandom } from '../seeded-random.js';
import { SAMPLE_RATE } from './encode-wav.js';

/** Taken once: a look-up of the global in the inner loop costs more than the arithmetic. */
const { max, min, round, sin } = Math;

/** A plucked string (Karplus and Strong, 1983): a burst of noise that circulates through an averaging delay line. */
export function pluck(out: Float32Array, start: number, frequency: number, seconds: number, gain: number, random: SeededRandom): void {
  const period = max(2, round(SAMPLE_RATE / frequency));
  const line = Float32Array.from({ length: period }, () => random.between(-1, 1));
  const end = min(out.length, start + round(seconds * SAMPLE_RATE));
  for (let index = start, at = 0; index < end; index += 1, at = (at + 1) % period) {
    const value = line[at] as number;
    line[at] = 0.4985 * (value + (line[(at + 1) % period] as number));
    out[index] = (out[index] as number) + value * gain;
  }
}

/** A soft synthesiser note: two detuned partials with attack and release. */
export function pad(out: Float32Array, start: number, frequency: number, seconds: number, gain: number): void {
  const length = round(seconds * SAMPLE_RATE);
  const step = (6.283185 * frequency) / SAMPLE_RATE;
  for (let index = 0; index < length && start + index < out.length; index += 1) {
    const envelope = min(1, index / 700) * min(1, (length - index) / 2600);
    out[start + index] = (out[start + index] as number) + gain * envelope * (sin(step * index) + 0.5 * sin(step * 2.004 * index));
  }
}

/** A drum: a sine that falls in pitch; `tone` in hertz, `snap` adds noise for rims and shells. */
export function drum(out: Float32Array, start: number, tone: number, seconds: number, gain: number, snap: number, random: SeededRandom): void {
  const length = round(seconds * SAMPLE_RATE);
  let phase = 0;
  for (let index = 0; index < length && start + index < out.length; index += 1) {
    const fade = 1 - index / length;
    phase += (6.283185 * tone * (0.6 + 0.8 * fade * fade)) / SAMPLE_RATE;
    out[start + index] = (out[start + index] as number) + gain * fade * fade * (sin(phase) + snap * random.between(-1, 1) * fade);
  }
}

/** A sweep through filtered noise: blade, wind or spell by its two frequencies in hertz. */
export function whoosh(out: Float32Array, start: number, from: number, to: number, seconds: number, gain: number, random: SeededRandom): void {
  const length = round(seconds * SAMPLE_RATE);
  let [low, band] = [0, 0];
  for (let index = 0; index < length && start + index < out.length; index += 1) {
    const place = index / length;
    const factor = 2 * sin((3.14159 * (from + (to - from) * place)) / SAMPLE_RATE);
    low += factor * band;
    band += factor * (random.between(-1, 1) - low - 0.12 * band);
    out[start + index] = (out[start + index] as number) + gain * sin(3.14159 * place) * band;
  }
}
