import { SeededRandom } from './seeded-random.js';

export type Rgb = readonly [red: number, green: number, blue: number];

/** Hue in turns, saturation and lightness 0..1, to red, green, blue 0..255. */
export function rgbFromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const channel = (offset: number): number => {
    const k = (offset + hue * 12) % 12;
    const spread = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

export function hexFromRgb(rgb: Rgb): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Five harmonious colours of a product: deep, strong, bright, pale, and a warm contrast. */
export function accentColours(productId: string): readonly [Rgb, Rgb, Rgb, Rgb, Rgb] {
  const hue = new SeededRandom(`${productId}/hue`).next();
  return [
    rgbFromHsl(hue, 0.5, 0.2),
    rgbFromHsl(hue, 0.55, 0.36),
    rgbFromHsl((hue + 0.04) % 1, 0.6, 0.55),
    rgbFromHsl((hue + 0.02) % 1, 0.5, 0.92),
    rgbFromHsl((hue + 0.45) % 1, 0.7, 0.58),
  ];
}
