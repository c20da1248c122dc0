import { backdrop } from '../backdrop.js';
import { shape, stroke, times } from '../pen.js';
import type { Motif } from '../sheet.js';

/** A running shoe in profile. */
export const shoe: Motif = (sheet) => {
  const { inks, random } = sheet;
  const swoop = random.pick(['M150 200q60-6 108-62M168 204q60-8 112-54', 'M176 136l34 62M198 134l34 62M220 140l32 56', 'M130 176q70 34 150 2']);
  return (
    backdrop(sheet) +
    shape('M78 108q-4-12 8-14l34-4q8-1 10 8 6 22 30 20l26-12q10-5 16 4 28 40 86 54 42 10 48 46l-4 14H76q-8-58 2-116z', inks.form) +
    shape('M78 108q-4-12 8-14l34-4q8-1 10 8 4 14 14 18-8 44-66 60-4-40 0-68z', inks.shade) +
    shape('M248 158q42 10 58 16 26 12 30 36h-70q-30-18-18-52z', inks.shade) +
    stroke(swoop, inks.accent, 9) +
    stroke('M184 112l22-14M198 128l22-14M214 142l22-14', inks.onForm, 6) +
    shape('M70 210h270q8 0 6 10-4 20-28 20H90q-22 0-24-20-1-10 4-10z', inks.onForm, ` stroke="${inks.form}" stroke-width="3"`) +
    stroke(times(11, (i) => `M${94 + i * 22} 226v8`).join(''), inks.accent, 5)
  );
};
