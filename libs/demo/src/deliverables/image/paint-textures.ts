import { accentColours } from '../accent-colours.js';
import type { Rgb } from '../accent-colours.js';
import { SeededRandom } from '../seeded-random.js';
import { tileNoise } from './tile-noise.js';

/** Taken once: a look-up of the global in the inner loop costs more than the arithmetic. */
const { abs, cos, floor, max, min, sin } = Math;

export const TEXTURE_SIZE = 512;

export interface Texture {
  name: string;
  pixels: Uint8Array;
}

type Palette = ReturnType<typeof accentColours>;
/** Shade 0..1 from dark to light at a point of the unit square. */
type Shade = (u: number, v: number) => number;

/** Colour ramp in 256 steps through deep, strong, bright and pale. */
function ramp(colours: Palette): Uint8Array {
  const stops = [colours[0], colours[1], colours[2], colours[3]];
  const table = new Uint8Array(256 * 3);
  for (let step = 0; step < 256; step += 1) {
    const place = (step / 255) * 3;
    const index = min(2, floor(place));
    const [from, to] = [stops[index] as Rgb, stops[index + 1] as Rgb];
    for (let channel = 0; channel < 3; channel += 1) {
      table[step * 3 + channel] = (from[channel] as number) + ((to[channel] as number) - (from[channel] as number)) * (place - index);
    }
  }
  return table;
}

function paint(name: string, colours: Palette, shade: Shade): Texture {
  const table = ramp(colours);
  const pixels = new Uint8Array(TEXTURE_SIZE * TEXTURE_SIZE * 3);
  for (let y = 0, at = 0; y < TEXTURE_SIZE; y += 1) {
    for (let x = 0; x < TEXTURE_SIZE; x += 1) {
      const step = max(0, min(255, floor(shade(x / TEXTURE_SIZE, y / TEXTURE_SIZE) * 256))) * 3;
      pixels[at++] = table[step] as number;
      pixels[at++] = table[step + 1] as number;
      pixels[at++] = table[step + 2] as number;
    }
  }
  return { name, pixels };
}

/** Three seamless textures and one backdrop in the colours of the product: silk, marble, weave, misty hills. */
export function paintTextures(productId: string): Texture[] {
  const random = new SeededRandom(`${productId}/textures`);
  const colours = accentColours(productId);
  const coarse = tileNoise(random, 4);
  const fine = tileNoise(random, 16);
  const ridge = [0.42, 0.56, 0.72].map((base, layer) => {
    const heights = Float64Array.from({ length: TEXTURE_SIZE }, (_, x) => base + (coarse((x / TEXTURE_SIZE) * 4 + layer * 1.3, layer) - 0.5) * 0.24 + (fine((x / TEXTURE_SIZE) * 16, layer * 5) - 0.5) * 0.05);
    return { heights, light: 0.62 - layer * 0.2 };
  });
  return [
    paint('silk', colours, (u, v) => 0.5 + 0.42 * sin(6.2832 * (2 * u + coarse(u * 4, v * 4) * 1.6)) * cos(6.2832 * v)),
    paint('marble', colours, (u, v) => 1 - abs(sin(6.2832 * (u + v) + coarse(u * 4, v * 4) * 7 + fine(u * 16, v * 16))) ** 0.35 * 0.92),
    paint('weave', colours, (u, v) => {
      const over = (floor(u * 64) + floor(v * 64)) % 2 === 0;
      const thread = sin(3.1416 * ((over ? u : v) * 64));
      return (over ? 0.6 : 0.34) * abs(thread) + coarse(u * 4, v * 4) * 0.22;
    }),
    paint('misty-hills', colours, (u, v) => {
      const x = floor(u * TEXTURE_SIZE);
      let shade = 0.98 - v * 0.25;
      for (const { heights, light } of ridge) if (v > (heights[x] as number)) shade = light + (v - (heights[x] as number)) * 0.5;
      return shade;
    }),
  ];
}
