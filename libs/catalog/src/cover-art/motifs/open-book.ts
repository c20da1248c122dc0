import { backdrop } from '../backdrop.js';
import { n, shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** An open book, its lines ragged like a real page. */
export const openBook: Motif = (sheet) => {
  const { inks, random } = sheet;
  const lines = (x: number): string => times(8, (i) => `M${x} ${n(112 + i * 14)}q${28} -9 ${n(random.between(60, 92))} 0`).join('');
  return (
    backdrop(sheet) +
    shape('M60 92q70-26 140 6 70-32 140-6v150q-70-24-140 4-70-28-140-4z', inks.shade) +
    shape('M70 80q66-26 130 8v148q-64-30-130-6z', inks.form) +
    shape('M330 80q-66-26-130 8v148q64-30 130-6z', inks.form) +
    stroke('M200 88v148', inks.shade, 2) +
    stroke(lines(88) + lines(220), inks.onForm, 2.5) +
    shape('M288 68v62l10-9 10 9V70z', inks.accent)
  );
};
