import type { Rgb } from '../accent-colours.js';
import { latinText } from './latin-text.js';

export type PdfFont = 'F1' | 'F2' | 'F3';

const short = (value: number): string => String(Math.round(value * 100) / 100);
const colour = (rgb: Rgb): string => rgb.map((value) => short(value / 255)).join(' ');

/** Operators for one line of text with its baseline at (x, y) in points from the lower left corner. */
export function textAt(text: string, x: number, y: number, size: number, font: PdfFont, rgb: Rgb): string {
  const escaped = latinText(text).replace(/[\\()]/g, (sign) => `\\${sign}`);
  return `BT ${colour(rgb)} rg /${font} ${size} Tf ${short(x)} ${short(y)} Td (${escaped}) Tj ET\n`;
}

export function filledBox(x: number, y: number, width: number, height: number, rgb: Rgb): string {
  return `${colour(rgb)} rg ${short(x)} ${short(y)} ${short(width)} ${short(height)} re f\n`;
}

export function strokedPath(points: readonly (readonly [number, number])[], thickness: number, rgb: Rgb): string {
  const path = points.map(([x, y], index) => `${short(x)} ${short(y)} ${index === 0 ? 'm' : 'l'}`).join(' ');
  return `${colour(rgb)} RG ${thickness} w 1 j ${path} S\n`;
}

export function filledPolygon(points: readonly (readonly [number, number])[], rgb: Rgb): string {
  const path = points.map(([x, y], index) => `${short(x)} ${short(y)} ${index === 0 ? 'm' : 'l'}`).join(' ');
  return `${colour(rgb)} rg ${path} h f\n`;
}
