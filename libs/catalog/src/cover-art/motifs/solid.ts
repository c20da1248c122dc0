import { backdrop } from '../backdrop.js';
import { at, oval, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A cut crystal turning: a model seen as facets, over its wire shadow. */
export const solid: Motif = (sheet) => {
  const { inks, random } = sheet;
  const turn = random.between(-14, 14);
  const outer = (i: number): string => at(200, 146, 104, turn + i * 60);
  const inner = (i: number): string => at(200, 146, 54, turn + 30 + i * 120);
  const fills = [inks.form, inks.shade, inks.accent];
  const facets = times(3, (i) => {
    const [a, b, c] = [i * 2, i * 2 + 1, i * 2 + 2];
    return (
      shape(`M${inner(i)}L${outer(a)} ${outer(b)}z`, inks.form) +
      shape(`M${inner(i)}L${outer(b)} ${outer(c)}z`, inks.shade) +
      shape(`M${inner(i)}L${outer(c)} ${inner((i + 1) % 3)}z`, fills[(i + 1) % 3] ?? inks.form)
    );
  }).join('');
  const edges = times(6, (i) => `${i ? 'L' : 'M'}${outer(i)}`).join('') + 'z' + times(3, (i) => `M${inner(i)}L${outer(i * 2)}M${inner(i)}L${outer(i * 2 + 1)}M${inner(i)}L${outer(i * 2 + 2)}M${inner(i)}L${inner((i + 1) % 3)}`).join('');
  return backdrop(sheet) + facets + shape(`M${inner(0)}L${inner(1)} ${inner(2)}z`, inks.field) + stroke(edges, inks.onForm, 1.5) + oval(200, 272, 70, 5, inks.shade, ' opacity=".35"');
};
