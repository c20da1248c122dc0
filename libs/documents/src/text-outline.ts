import { faceOf } from './faces.js';

/** Text as the outline of its letters, which looks the same where no font is installed. */
export interface TextOutline {
  /** The `d` of an SVG path; its letters stand on y = 0 and go up to negative y. */
  readonly path: string;
  readonly width: number;
}

/** @param text of Latin letters, digits and signs, in one line @param size in the units of the path */
export function textOutline(text: string, size: number): TextOutline {
  const face = faceOf('latin', 'regular');
  const scale = size / face.unitsPerEm;
  const { glyphs, positions } = face.layout(text);
  let x = 0;
  const letters = glyphs.map((glyph, index) => {
    const letter = glyph.path.scale(scale, -scale).translate(x, 0).toSVG();
    x += (positions[index]?.xAdvance ?? 0) * scale;
    return letter;
  });
  return { path: letters.join(''), width: x };
}
