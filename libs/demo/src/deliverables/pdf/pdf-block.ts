export interface ChartSeries {
  name: string;
  values: readonly number[];
}

/** What a section is made of; `note` is small print, such as the label of sample figures. */
export type PdfBlock =
  | { kind: 'paragraph'; text: string }
  | { kind: 'subheading'; text: string }
  | { kind: 'bullets'; items: readonly string[] }
  | { kind: 'steps'; items: readonly string[] }
  | { kind: 'code'; lines: readonly string[] }
  | { kind: 'note'; text: string }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[]; /** Shares of the width. */ shares?: readonly number[] }
  | { kind: 'chart'; style: 'bars' | 'lines'; caption: string; labels: readonly string[]; series: readonly ChartSeries[] }
  | { kind: 'drawing'; height: number; /** Operators in a box whose lower left corner is the origin. */ operators: string };

export interface PdfSection {
  title: string;
  blocks: readonly PdfBlock[];
}

export const paragraph = (text: string): PdfBlock => ({ kind: 'paragraph', text });
export const subheading = (text: string): PdfBlock => ({ kind: 'subheading', text });
export const bullets = (...items: string[]): PdfBlock => ({ kind: 'bullets', items });
export const steps = (...items: string[]): PdfBlock => ({ kind: 'steps', items });
export const note = (text: string): PdfBlock => ({ kind: 'note', text });
