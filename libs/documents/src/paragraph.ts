import type { Locale } from '@silkport/values';
import { breakOpportunities } from './break-opportunities.js';
import { levelsOf, visualOrder, type BaseDirection } from './direction.js';
import type { Weight } from './faces.js';
import { figuresOf } from './figures.js';
import { fontRuns, widthOf, type FontRun } from './font-runs.js';

export interface TextStyle {
  readonly sizePoints: number;
  readonly weight: Weight;
  readonly color: string;
}

/** One line, ready to be drawn: runs from left to right. */
export interface TextLine {
  readonly runs: readonly (FontRun & { readonly widthPoints: number })[];
  readonly widthPoints: number;
  /** In logical order, for whoever reads or copies. */
  readonly text: string;
  readonly isRightToLeft: boolean;
}

/** Breaks a text into lines no wider than `widthPoints`; a line feed begins a paragraph of its own. */
export function linesOf(text: string, style: TextStyle, widthPoints: number, locale: Locale, base: BaseDirection): TextLine[] {
  return text.split('\n').flatMap((paragraph) => paragraphLines(paragraph, style, widthPoints, locale, base));
}

function paragraphLines(text: string, style: TextStyle, available: number, locale: Locale, base: BaseDirection): TextLine[] {
  const { levels } = levelsOf(text, base);
  const lineOf = (start: number, end: number) => drawable(text, start, end, levels, style, locale);
  const lines: TextLine[] = [];
  let start = 0;
  let end = 0;
  for (const next of fittingEnds(text, locale, available, (from, to) => lineOf(from, to).widthPoints)) {
    if (end > start && lineOf(start, next).widthPoints > available) {
      lines.push(lineOf(start, end));
      start = end;
    }
    end = next;
  }
  lines.push(lineOf(start, end));
  return lines;
}

/** The opportunities to break; a word that is too long for any line may break between any two of its characters, but not inside of a number that has room on a line. */
function fittingEnds(text: string, locale: Locale, available: number, widthBetween: (from: number, to: number) => number): number[] {
  const kept = figuresOf(text).filter(([from, to]) => widthBetween(from, to) <= available);
  let from = 0;
  return breakOpportunities(text, locale).flatMap((to) => {
    const start = from;
    from = to;
    if (widthBetween(start, to) <= available) return [to];
    const ends = Array.from(new Intl.Segmenter(locale).segment(text.slice(start, to)), ({ index, segment }) => start + index + segment.length);
    return ends.filter((end) => !kept.some((figure) => figure[0] < end && end < figure[1]));
  });
}

function drawable(text: string, start: number, end: number, levels: Uint8Array, style: TextStyle, locale: Locale): TextLine {
  const trimmed = text.slice(start, end).trimEnd();
  const runs = fontRuns(text, start, start + trimmed.length, levels, locale === 'zh-CN').map((run) => ({ ...run, widthPoints: widthOf(run, style.weight, style.sizePoints) }));
  return {
    runs: visualOrder(runs), widthPoints: runs.reduce((sum, run) => sum + run.widthPoints, 0), text: trimmed,
    isRightToLeft: runs.some(({ level }) => level % 2 === 1),
  };
}
