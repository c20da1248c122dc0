import type { SeededRandom } from '../seeded-random.js';

/** Taken once: a look-up of the global in the inner loop costs more than the arithmetic. */
const { floor } = Math;

/** Smooth noise in 0..1 that repeats after `period` cells, so that textures made of it tile without a seam. */
export function tileNoise(random: SeededRandom, period: number): (x: number, y: number) => number {
  const grid = Float64Array.from({ length: period * period }, () => random.next());
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return (x, y) => {
    const [left, top] = [floor(x), floor(y)];
    const [fx, fy] = [ease(x - left), ease(y - top)];
    const column = ((left % period) + period) % period;
    const row = ((top % period) + period) % period;
    const nextColumn = (column + 1) % period;
    const nextRow = (row + 1) % period;
    const upper = (grid[row * period + column] as number) * (1 - fx) + (grid[row * period + nextColumn] as number) * fx;
    const lower = (grid[nextRow * period + column] as number) * (1 - fx) + (grid[nextRow * period + nextColumn] as number) * fx;
    return upper * (1 - fy) + lower * fy;
  };
}
