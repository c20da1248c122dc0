import { oval, shape, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** An island of isometric tiles, as in a board or strategy game. */
export const tiles: Motif = (sheet) => {
  const { inks, random } = sheet;
  const peak = [random.whole(0, 3), random.whole(0, 3)] as const;
  const cell = (i: number): string => {
    const [column, row] = [i % 4, Math.floor(i / 4)];
    const lift = Math.max(0, 3 - Math.abs(column - peak[0]) - Math.abs(row - peak[1])) * 18 + random.whole(0, 1) * 9 + 12;
    const [x, y] = [200 + (column - row) * 36, 134 + (column + row) * 18 - lift];
    const top = lift > 57 ? inks.accent : random.pick([inks.form, inks.form, inks.field]);
    return (
      shape(`M${x - 36} ${y}l36 18v${lift}l-36-18z`, inks.shade) +
      shape(`M${x + 36} ${y}l-36 18v${lift}l36-18z`, inks.onForm) +
      shape(`M${x} ${y - 18}l36 18-36 18-36-18z`, top, ` stroke="${inks.ground}"`)
    );
  };
  return oval(200, 208, 164, 62, inks.haze) + times(16, cell).join('');
};
