import type { ReadPart, Track } from '@silkport/delivery';
import { PlayerHead, SampleEnd } from '../parts/player-head.js';
import { ReaderSettings } from '../parts/reader-settings.js';
import type { ReaderLook } from '../streams/reader-look.js';
import type { WorkFrame } from '../streams/work-frame.js';
import type { Visitor } from '../visitor.js';

interface BookProps { readonly visitor: Visitor; readonly frame: WorkFrame; readonly track: Track; readonly read: ReadPart; readonly look: ReaderLook }

const rightToLeft = /^(ar|fa|he|ur|ps|ug|ckb|dv|sd|yi)\b/i;

/** One part of a book, in the book's own language and direction. */
export function BookPage({ visitor, frame, track, read, look }: BookProps) {
  const { book: { language, contents }, part, readableParts, parts, html } = read;
  const isSampleOver = part === readableParts - 1 && readableParts < parts;
  return (
    <article class={`wrap narrow player reader reader-${look.theme}`}>
      <PlayerHead visitor={visitor} frame={frame} track={track} />
      <div class="reader-tools">
        {contents.length ? (
          <details>
            <summary>{visitor.t('player.contents')}</summary>
            <ol lang={language} dir={directionOf(language)}>
              {contents.map((line) => <li>{line.part < readableParts
                ? <a aria-current={line.part === part ? 'true' : undefined} href={`${frame.hrefOf(track, line.part)}${line.fragment ? `#b-${encodeURIComponent(line.fragment)}` : ''}`}>{line.title}</a>
                : <span class="quiet">{line.title}</span>}</li>)}
            </ol>
          </details>
        ) : null}
        <ReaderSettings visitor={visitor} look={look} action={frame.hrefOf(track, part)} />
      </div>
      <div class={`reader-text reader-${look.size}`} lang={language} dir={directionOf(language)} dangerouslySetInnerHTML={{ __html: html }} />
      {isSampleOver ? <SampleEnd visitor={visitor} buyHref={frame.buyHref} /> : null}
      <nav class="player-nav" aria-label={visitor.t('player.nav')}>
        {part > 0 ? <a rel="prev" href={frame.hrefOf(track, part - 1)}>{visitor.t('player.previous')}</a> : <span />}
        <span class="hint">{visitor.t('player.part_of', { part: part + 1, parts })}</span>
        {part + 1 < readableParts ? <a rel="next" class="player-next" href={frame.hrefOf(track, part + 1)}>{visitor.t('player.next')}</a> : <span />}
      </nav>
    </article>
  );
}

function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr';
}
