import { backdrop } from '../backdrop.js';
import { at, box, disc, dots, shape, stroke, times } from '../pen.js';
import type { Motif, Sheet } from '../sheet.js';

function watch({ inks, random }: Sheet): string {
  return (
    box(168, 30, 64, 240, inks.shade, 14) +
    box(134, 82, 132, 136, inks.form, 34) +
    box(266, 134, 10, 32, inks.accent, 4) +
    disc(200, 150, 50, inks.onForm) +
    stroke(`M200 150L${at(200, 150, 26, random.whole(0, 11) * 30)}M200 150L${at(200, 150, 38, random.whole(0, 11) * 30 + 15)}`, inks.form, 5) +
    stroke(times(12, (i) => `M${at(200, 150, 44, i * 30)}L${at(200, 150, 46, i * 30)}`).join(''), inks.form, 3) +
    disc(200, 150, 6, inks.accent)
  );
}

function handheld({ inks }: Sheet): string {
  return (
    box(58, 86, 284, 136, inks.form, 44) +
    box(132, 102, 136, 104, inks.shade, 8) +
    shape('M132 180l34-34 28 24 30-42 44 52v18q0 8-8 8H140q-8 0-8-8z', inks.accent) +
    shape('M86 142h12v-12h12v12h12v12h-12v12H98v-12H86z', inks.onForm) +
    dots([[296, 130], [296, 166], [314, 148], [278, 148]], inks.onForm, 7)
  );
}

function powerBank({ inks, random }: Sheet): string {
  const level = random.whole(2, 4);
  return (
    stroke('M212 48c0-30 70-30 70 10v130c0 50 50 44 50 84', inks.accent, 6) +
    box(138, 54, 124, 206, inks.form, 24) +
    box(150, 66, 100, 182, inks.shade, 16) +
    shape('M208 104l-34 58h24l-8 44 38-62h-26z', inks.accent) +
    stroke(times(4, (i) => `M${176 + i * 16} 230h.1`).slice(0, level).join(''), inks.onForm, 7)
  );
}

/** A device of the hand or wrist: watch, console or power bank by its leaf. */
export const gadget: Motif = (sheet) => {
  const draw = sheet.leaf.endsWith('wearable') ? watch : sheet.leaf.endsWith('handheld') ? handheld : powerBank;
  return backdrop(sheet) + draw(sheet);
};
