import { disc, n, shape, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** Height lines of a hill nobody has named, with one survey point. */
export const contours: Motif = ({ inks, random }) => {
  const waves = times(3, (i) => [i + 2, random.between(0, 6.3), random.between(0.03, 0.1)] as const);
  const [x, y] = [random.between(180, 212), random.between(136, 164)];
  const blob = (level: number): string => {
    const radius = 122 - level * 17;
    const points = times(18, (i) => {
      const angle = (i / 18) * 2 * Math.PI;
      const swell = waves.reduce((sum, [k, phase, depth]) => sum + depth * Math.sin(k * angle + phase + level * 0.2), 1);
      return [x + level * 3 + radius * 1.36 * swell * Math.cos(angle), y - level * 2 + radius * 0.86 * swell * Math.sin(angle)] as const;
    });
    const middle = (i: number): string => {
      const [a, b] = [points[i % 18] ?? [0, 0], points[(i + 1) % 18] ?? [0, 0]];
      return `${n((a[0] + b[0]) / 2)} ${n((a[1] + b[1]) / 2)}`;
    };
    return `M${middle(17)}${points.map(([px, py], i) => `Q${n(px)} ${n(py)} ${middle(i)}`).join('')}z`;
  };
  const fills = ['none', inks.haze, 'none', inks.field, 'none', inks.form];
  const top = [x + 18, y - 12] as const;
  return (
    fills.map((fill, level) => shape(blob(level), fill, ` stroke="${inks.form}" stroke-width="${level % 2 ? 1.8 : 0.9}"`)).join('') +
    shape(`M${n(top[0])} ${n(top[1])}l-15-26a17 17 0 1 1 30 0z`, inks.accent) +
    disc(top[0], top[1] - 34, 6, inks.ground)
  );
};
