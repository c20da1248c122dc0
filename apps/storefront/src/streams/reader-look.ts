/** How somebody likes to read; kept by the browser, for every book. */
export const readerSizes = ['small', 'middle', 'large', 'huge'] as const;
export const readerThemes = ['system', 'paper', 'sepia', 'night'] as const;
/** As the book is set, or plainly. */
export const readerStyles = ['book', 'plain'] as const;

export interface ReaderLook { readonly size: (typeof readerSizes)[number]; readonly theme: (typeof readerThemes)[number]; readonly style: (typeof readerStyles)[number] }

export const readerCookieName = 'reader';

/** What was chosen in the form before what was kept before; whatever is neither is the usual. */
export function readerLook(query: { readonly size?: unknown; readonly theme?: unknown; readonly style?: unknown }, cookie: string | undefined): ReaderLook & { readonly isNew: boolean } {
  const [keptSize, keptTheme, keptStyle] = (cookie ?? '').split('.');
  const size = readerSizes.find((each) => each === query.size);
  const theme = readerThemes.find((each) => each === query.theme);
  const style = readerStyles.find((each) => each === query.style);
  return {
    size: size ?? readerSizes.find((each) => each === keptSize) ?? 'middle', theme: theme ?? readerThemes.find((each) => each === keptTheme) ?? 'system', style: style ?? readerStyles.find((each) => each === keptStyle) ?? 'book',
    isNew: size !== undefined || theme !== undefined || style !== undefined,
  };
}

export function writeReaderLook({ size, theme, style }: ReaderLook): string {
  return `${size}.${theme}.${style}`;
}
