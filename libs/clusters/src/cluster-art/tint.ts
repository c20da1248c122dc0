export const PAPER = '#fbfaf6';
export const INK = '#1c2321';
/** Warm gold is kept for cluster marks alone. */
export const GOLD = '#d3ad5a';

/** Mixes two `#rrggbb` colours; `share` is the part of `other`, 0 to 1. */
export function tint(colour: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((from) => {
    const [start, end] = [colour, other].map((hex) => Number.parseInt(hex.slice(from, from + 2), 16)) as [number, number];
    return Math.round(start + (end - start) * share).toString(16).padStart(2, '0');
  });
  return `#${parts.join('')}`;
}
