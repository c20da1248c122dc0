/** The part of fontkit that we use; it has no types of its own. pdfkit brings it, and embeds what it opened. */
declare module 'fontkit' {
  export interface Outline {
    scale(x: number, y: number): Outline;
    translate(x: number, y: number): Outline;
    toSVG(): string;
  }
  export interface GlyphRun {
    readonly glyphs: readonly { readonly id: number; readonly codePoints: readonly number[]; readonly path: Outline }[];
    /** In the font's units, as is the run's width. */
    readonly positions: readonly { readonly xAdvance: number }[];
    /** In the font's units. */
    readonly advanceWidth: number;
  }
  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features?: readonly string[]): GlyphRun;
  }
  export function create(bytes: Uint8Array): Font;
}
