import { box, n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A carved seal pressed on a document: symmetrical blocks, no characters. */
export const seal: Motif = ({ inks, random }) => {
  const half = times(12, () => random.whole(0, 2) > 0);
  const block = (i: number): string => {
    const [column, row] = [i % 4, Math.floor(i / 4)];
    const fold = Math.min(column, 3 - column) * 4 + row;
    return half[fold] ? `M${210 + column * 22} ${138 + row * 22}h20v20h-20z` : '';
  };
  return (
    box(86, 40, 190, 224, inks.field, 3) +
    box(78, 32, 190, 224, inks.form, 3) +
    stroke(times(6, (i) => `M102 ${62 + i * 18}h${random.whole(60, i > 3 ? 74 : 138)}`).join(''), inks.onForm, 3) +
    stroke('M102 214h58M102 230h40', inks.onForm, 3) +
    `<g transform="rotate(${n(random.between(-8, 5))} 253 181)">${box(198, 126, 110, 110, inks.accent, 10)}${shape(times(16, block).join(''), inks.ground)}</g>`
  );
};
