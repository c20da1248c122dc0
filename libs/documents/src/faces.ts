import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { create, type Font } from 'fontkit';

export const families = ['latin', 'arabic', 'thai', 'han'] as const;
export type Family = (typeof families)[number];
export type Weight = 'regular' | 'bold';

const require = createRequire(import.meta.url);
const inside = (entry: string, ...steps: string[]) => path.join(path.dirname(require.resolve(entry)), ...steps);

const files: Readonly<Record<Family, Readonly<Record<Weight, () => string>>>> = {
  latin: {
    regular: () => inside('@embedpdf/fonts-latin', '..', 'fonts', 'NotoSans-Regular.ttf'),
    bold: () => inside('@embedpdf/fonts-latin', '..', 'fonts', 'NotoSans-Bold.ttf'),
  },
  arabic: {
    regular: () => inside('@embedpdf/fonts-arabic', '..', 'fonts', 'NotoNaskhArabic-Regular.ttf'),
    bold: () => inside('@embedpdf/fonts-arabic', '..', 'fonts', 'NotoNaskhArabic-Bold.ttf'),
  },
  thai: {
    regular: () => inside('@expo-google-fonts/noto-sans-thai/package.json', '400Regular', 'NotoSansThai_400Regular.ttf'),
    bold: () => inside('@expo-google-fonts/noto-sans-thai/package.json', '700Bold', 'NotoSansThai_700Bold.ttf'),
  },
  han: {
    regular: () => inside('@embedpdf/fonts-sc', '..', 'fonts', 'NotoSansHans-Regular.otf'),
    bold: () => inside('@embedpdf/fonts-sc', '..', 'fonts', 'NotoSansHans-Bold.otf'),
  },
};

const opened = new Map<string, Font>();
const measuring = new Map<string, Font>();

/** A face to measure with. */
export function faceOf(family: Family, weight: Weight): Font {
  const key = `${family} ${weight}`;
  let face = measuring.get(key);
  if (!face) measuring.set(key, (face = faceOfOneDocument(family, weight)));
  return face;
}

/**
 * A face for one document. fontkit remembers of each glyph the first character that it was drawn for, which is what readers of the file are told: a face that documents
 * shared would tell in one what it drew in another. Its tables, whose reading takes long, are shared; its glyphs and the shaper that holds them are not. The file is read
 * when it is first wanted and kept: the Chinese ones are eight megabytes each.
 */
export function faceOfOneDocument(family: Family, weight: Weight): Font {
  const key = `${family} ${weight}`;
  let tables = opened.get(key);
  if (!tables) opened.set(key, (tables = create(readFileSync(files[family][weight]()))));
  return Object.assign(Object.create(tables) as Font, { _glyphs: {} });
}
