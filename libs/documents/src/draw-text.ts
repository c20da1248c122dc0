import type { TextLine, TextStyle } from './paragraph.js';
import { leadingOf, type Align, type Sheet, type StructureKind } from './sheet.js';
import { styles } from './styles.js';

type TextKind = 'title' | 'heading' | 'text' | 'note';

const looks: Readonly<Record<TextKind, { readonly style: TextStyle; readonly element: StructureKind; readonly before: number; readonly after: number }>> = {
  title: { style: styles.title, element: 'H1', before: 0, after: 12 },
  heading: { style: styles.heading, element: 'H2', before: 12, after: 4 },
  text: { style: styles.text, element: 'P', before: 2, after: 4 },
  note: { style: styles.note, element: 'P', before: 2, after: 3 },
};

/** A heading is not left alone at the foot of a page. */
const keptWithNext = 70;

export function drawText(sheet: Sheet, kind: TextKind, text: string): void {
  const { style, element, before, after } = looks[kind];
  const lines = sheet.lines(text, style, sheet.widthPoints, sheet.direction);
  sheet.makeRoom(before + leadingOf(style) + (kind === 'heading' ? keptWithNext : 0));
  if (!sheet.isAtTop) sheet.y += before;
  sheet.element(element, () => {
    for (const line of lines) {
      sheet.makeRoom(leadingOf(style));
      sheet.line(line, style, { offset: 0, width: sheet.widthPoints, y: sheet.y });
      sheet.y += leadingOf(style);
    }
  });
  sheet.y += after;
}

/** Lines below each other in a box, without moving on. @returns their height */
export function drawLines(sheet: Sheet, lines: readonly TextLine[], style: TextStyle, box: { readonly offset: number; readonly width: number; readonly y: number; readonly align?: Align }): number {
  lines.forEach((line, index) => sheet.line(line, style, { ...box, y: box.y + index * leadingOf(style) }));
  return lines.length * leadingOf(style);
}
