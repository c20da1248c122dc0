/** How somebody likes to read; kept by the browser, for every book. */
export const readerSizes = ['small', 'middle', 'large', 'huge'] as const;
export const readerThemes = ['system', 'paper', 'sepia', 'night'] as const;

export interface ReaderLook { readonly size: (typeof readerSizes)[number]; readonly theme: (typeof readerThemes)[number] }

export const readerCookieName = 'reader';

/** What was chosen in the form before what was kept before; whatever is neither is the usual. */
export function readerLook(query: { readonly size?: unknown; readonly theme?: unknown }, cookie: string | undefined): ReaderLook & { readonly isNew: boolean } {
  const [keptSize, keptTheme] = (cookie ?? '').split('.');
  const size = readerSizes.find((each) => each === query.size);
  const theme = readerThemes.find((each) => each === query.theme);
  return {
    size: size ?? readerSizes.find((each) => each === keptSize) ?? 'middle', theme: theme ?? readerThemes.find((each) => each === keptTheme) ?? 'system', isNew: size !== undefined || theme !== undefined,
  };
}

export function writeReaderLook({ size, theme }: ReaderLook): string {
  return `${size}.${theme}`;
}
