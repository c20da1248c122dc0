import { SeededRandom } from '../seeded-random.js';
import { SAMPLE_RATE } from './encode-wav.js';
import { drum, pad, pluck, whoosh } from './voices.js';

export interface Recording {
  name: string;
  samples: Float32Array;
}

const PENTATONIC = [0, 2, 4, 7, 9];
const at = (seconds: number): number => Math.round(seconds * SAMPLE_RATE);
const silence = (seconds: number): Float32Array => new Float32Array(at(seconds));
const pitch = (root: number, degree: number): number => root * 2 ** (((PENTATONIC[((degree % 5) + 5) % 5] as number) + 12 * Math.floor(degree / 5)) / 12);

/** A phrase that wanders in the pentatonic scale over a drone, and comes home at the end. */
export function composeMelody(productId: string, modern: boolean): Recording {
  const random = new SeededRandom(`${productId}/melody`);
  const out = silence(11);
  const root = random.pick([196, 220, 246.94, 261.63]);
  const beat = modern ? random.between(0.24, 0.28) : random.between(0.3, 0.38);
  let degree = random.whole(0, 4);
  for (let time = 0.1, step = 0; time < 9.2; step += 1) {
    const long = step % 8 === 7 || random.next() < 0.2;
    if (modern) pad(out, at(time), pitch(root, degree + 5), beat * (long ? 2.4 : 1.1), 0.22);
    else pluck(out, at(time), pitch(root, degree + 5), 2.2, 0.55, random);
    if (step % 4 === 0 && modern) pad(out, at(time), pitch(root / 2, degree - (degree % 5)), beat * 4, 0.2);
    else if (step % 4 === 0) pluck(out, at(time), root / 2, 3, 0.4, random);
    if (modern && step % 2 === 0) drum(out, at(time), step % 4 === 0 ? 62 : 180, 0.18, 0.5, step % 4 === 0 ? 0.05 : 0.8, random);
    time += beat * (long ? 2 : 1);
    degree = Math.max(-2, Math.min(9, degree + random.whole(-2, 2)));
  }
  for (const [index, home] of [0, 2, 5].entries()) {
    if (modern) pad(out, at(9.4), pitch(root, home), 1.5, 0.2);
    else pluck(out, at(9.4 + index * 0.07), pitch(root, home), 1.6, 0.5, random);
  }
  return { name: modern ? 'theme' : 'melody', samples: out };
}

/** Lion-dance patterns: roll, march and call on drum, rim and cymbal. */
export function composePercussion(productId: string): Recording[] {
  const random = new SeededRandom(`${productId}/percussion`);
  const patterns: Record<string, string> = { march: 'D.dxD.dxD.ddD.x.', roll: 'ddddddddDdDdDDDD', call: 'D...x.x.D.D.xxxx' };
  return Object.entries(patterns).map(([name, pattern]) => {
    const out = silence(5);
    const beat = 0.145;
    for (let step = 0; step * beat < 4.6; step += 1) {
      const sign = pattern[step % pattern.length];
      if (sign === 'D') drum(out, at(step * beat), 78, 0.5, 0.9, 0.15, random);
      if (sign === 'd') drum(out, at(step * beat), 118, 0.22, 0.55, 0.2, random);
      if (sign === 'x') whoosh(out, at(step * beat), 6200, 4800, 0.3, 0.25, random);
    }
    return { name, samples: out };
  });
}

/** Effects for a fantasy fight: blade, impact, spell, and an ambience to lay under them. */
export function composeEffects(productId: string): Recording[] {
  const random = new SeededRandom(`${productId}/effects`);
  const [blade, impact, spell, ambience] = [silence(1.2), silence(1.5), silence(2.4), silence(6)];
  whoosh(blade, 0, 700, 4200, 0.34, 1, random);
  for (const partial of [2093, 3136, 4435]) pad(blade, at(0.26), partial, 0.85, 0.05);
  drum(impact, 0, 55, 0.9, 1, 0.9, random);
  drum(impact, at(0.04), 140, 0.3, 0.6, 1.4, random);
  for (let step = 0; step < 12; step += 1) pad(spell, at(step * 0.09), pitch(392, step + random.whole(0, 1)), 0.9, 0.12);
  whoosh(spell, at(0.9), 400, 3000, 1.4, 0.3, random);
  for (let step = 0; step < 4; step += 1) whoosh(ambience, at(step * 1.3), random.between(150, 300), random.between(250, 600), 2.4, 0.5, random);
  pad(ambience, 0, 110, 5.8, 0.12);
  return [{ name: 'blade', samples: blade }, { name: 'impact', samples: impact }, { name: 'spell', samples: spell }, { name: 'ambience', samples: ambience }];
}
