import { directionOf } from '@silkport/values';
import { renderToString } from 'preact-render-to-string';
import type { Letter } from './letter.js';
import { LetterPartView } from './letter-part.js';
import { inks, styles } from './letter-styles.js';

/** The HTML of a mail. Styles are inline and layout is plain, since mail readers drop everything else; all texts are escaped. */
export function letterHtml(letter: Letter): string {
  return `<!DOCTYPE html>${renderToString(<LetterPage letter={letter} />)}`;
}

function LetterPage({ letter: { locale, subject, preheader, heading, parts, footer } }: { letter: Letter }) {
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{subject}</title>
      </head>
      <body style={styles.body(locale)}>
        <div style={styles.preheader}>{preheader}</div>
        <main style={styles.page}>
          <p style={styles.brand}><span style={{ color: inks.accent }} aria-hidden="true">◆</span> Silkport</p>
          <h1 style={styles.heading}>{heading}</h1>
          {parts.map((part) => <LetterPartView part={part} />)}
          <p style={styles.footer}>{footer}</p>
        </main>
      </body>
    </html>
  );
}
