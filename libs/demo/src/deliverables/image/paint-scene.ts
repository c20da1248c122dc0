import { accentColours, rgbFromHsl } from '../accent-colours.js';
import type { Rgb } from '../accent-colours.js';
import { SeededRandom } from '../seeded-random.js';
import { tileNoise } from './tile-noise.js';

/** Taken once: a look-up of the global in the inner loop costs more than the arithmetic. */
const { ceil, floor, max, min, round, sin, sqrt } = Math;

export interface AnimatedScene {
  width: number;
  height: number;
  palette: readonly Rgb[];
  /** Palette indices, one array a frame; the last frame leads into the first. */
  frames: readonly Uint8Array[];
}

const FRAME_COUNT = 28;
const SKY = 0;
const HILLS = 24;
const WATER = 28;
const SUN = 40;
const LIGHT = 41;
const BOAT = 42;

function scenePalette(productId: string, random: SeededRandom): Rgb[] {
  const [deep] = accentColours(productId);
  const hue = random.next();
  const sky = Array.from({ length: 24 }, (_, step) => rgbFromHsl((hue + step * 0.004) % 1, 0.55, 0.3 + step * 0.024));
  const hills = [0.5, 0.38, 0.27, 0.17].map((lightness) => rgbFromHsl((hue + 0.06) % 1, 0.35, lightness));
  const water = Array.from({ length: 12 }, (_, step) => rgbFromHsl((hue + 0.02) % 1, 0.45, 0.22 + step * 0.035));
  return [...sky, ...hills, ...water, rgbFromHsl(random.between(0.02, 0.13), 0.9, 0.68), [255, 240, 190], deep];
}

function disc(pixels: Uint8Array, width: number, height: number, x: number, y: number, radius: number, colour: number): void {
  for (let row = max(0, ceil(y - radius)); row <= min(height - 1, y + radius); row += 1) {
    const half = sqrt(max(0, radius * radius - (row - y) ** 2));
    for (let column = max(0, ceil(x - half)); column <= min(width - 1, x + half); column += 1) pixels[row * width + column] = colour;
  }
}

/** A lantern boat on a lake under moving hills and a rising light: an animatic that loops, upright for vertical dramas. */
export function paintScene(productId: string, upright: boolean): AnimatedScene {
  const random = new SeededRandom(`${productId}/scene`);
  const [width, height] = upright ? [180, 320] : [320, 180];
  const palette = scenePalette(productId, random);
  const horizon = round(height * random.between(0.58, 0.68));
  const noise = tileNoise(random, 8);
  const lamps = Array.from({ length: 7 }, () => ({ x: random.next() * width, y: random.between(0.1, 0.5) * horizon, phase: random.next() * 6.283 }));
  const frames = Array.from({ length: FRAME_COUNT }, (_, frame) => {
    const turn = frame / FRAME_COUNT;
    const pixels = new Uint8Array(width * height);
    for (let y = 0; y < horizon; y += 1) pixels.fill(SKY + floor((y / horizon) * 23), y * width, (y + 1) * width);
    disc(pixels, width, height, width * 0.68, horizon * (0.42 + 0.06 * sin(6.283 * turn)), min(width, height) * 0.1, SUN);
    for (let layer = 0; layer < 4; layer += 1) {
      for (let x = 0; x < width; x += 1) {
        const rise = noise((x / width) * 4 + turn * 8 * (layer === 0 ? 0 : layer === 3 ? 1 : 0) + layer * 2, layer + 0.5);
        const top = horizon - round(height * (0.3 - layer * 0.07) * rise);
        for (let y = top; y < horizon; y += 1) pixels[y * width + x] = HILLS + layer;
      }
    }
    for (let y = horizon; y < height; y += 1) {
      const depth = (y - horizon) / (height - horizon);
      for (let x = 0; x < width; x += 1) {
        const ripple = sin(x * 0.11 + y * 0.5 + 6.283 * turn) + sin(x * 0.05 - y * 0.23 - 12.566 * turn);
        pixels[y * width + x] = WATER + max(0, min(11, floor(8 - depth * 6 + ripple * 1.4)));
      }
    }
    for (const lamp of lamps) disc(pixels, width, height, lamp.x, lamp.y + 5 * sin(6.283 * turn + lamp.phase), 2.6, LIGHT);
    const boatX = ((turn + 0.2) % 1) * (width + 60) - 30;
    const boatY = horizon + (height - horizon) * 0.42 + sin(12.566 * turn) * 1.6;
    for (let row = 0; row < 8; row += 1) {
      for (let column = -22 + row * 2; column <= 22 - row * 2; column += 1) {
        const [x, y] = [round(boatX + column), round(boatY + row)];
        if (x >= 0 && x < width && y < height) pixels[y * width + x] = BOAT;
      }
    }
    disc(pixels, width, height, boatX, boatY - 9, 5, LIGHT);
    disc(pixels, width, height, boatX, boatY - 9, 3, SUN);
    return pixels;
  });
  return { width, height, palette, frames };
}
