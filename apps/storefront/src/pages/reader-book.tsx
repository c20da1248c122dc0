import type { ReadPart, Track } from '@silkport/delivery';
import { directionOf as directionOfLocale } from '@silkport/values';
import { PlayerHead, SampleEnd } from '../parts/player-head.js';
import { ReaderSettings } from '../parts/reader-settings.js';
import type { ReaderLook } from '../streams/reader-look.js';
import type { WorkFrame } from '../streams/work-frame.js';
import type { Visitor } from '../visitor.js';

interface BookProps { readonly visitor: Visitor; readonly frame: WorkFrame; readonly track: Track; readonly read: ReadPart; readonly look: ReaderLook }

const rightToLeft = /^(ar|fa|he|ur|ps|ug|ckb|dv|sd|yi)\b/i;

/** One part of a book, in the book's own language, direction and styles. */
export function BookPage({ visitor, frame, track, read, look }: BookProps) {
  const { book: { language, contents, progression }, part, readableParts, parts, isCut } = read;
  const isSampleOver = isCut || (part === readableParts - 1 && readableParts < parts);
  // Its pages lie the other way round than ours: so do the ways to them.
  const isTurned = progression !== undefined && progression !== directionOfLocale(visitor.locale);
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
        <ReaderSettings visitor={visitor} look={look} action={frame.hrefOf(track, part)} hasStyles />
      </div>
      <Words visitor={visitor} track={track} read={read} look={look} />
      {isSampleOver ? <SampleEnd visitor={visitor} buyHref={frame.buyHref} /> : null}
      <nav class={isTurned ? 'player-nav player-nav-turned' : 'player-nav'} aria-label={visitor.t('player.nav')}>
        {part > 0 ? <a rel="prev" href={frame.hrefOf(track, part - 1)}>{visitor.t('player.previous')}</a> : <span />}
        <span class="hint">{visitor.t('player.part_of', { part: part + 1, parts })}</span>
        {part + 1 < readableParts ? <a rel="next" class="player-next" href={frame.hrefOf(track, part + 1)}>{visitor.t('player.next')}</a> : <span />}
      </nav>
    </article>
  );
}

/** Columns of upright lines are pushed sideways, within a frame as high as the window. */
function Words({ visitor, track, read: { book, html, css, rootClasses, bodyClasses, language = book.language, direction = directionOf(language), writingMode }, look }: Omit<BookProps, 'frame'>) {
  const isPlain = look.style === 'plain';
  const isUpright = !isPlain && writingMode !== undefined && /^(vertical|sideways)-/.test(writingMode);
  const frame = isUpright ? { tabIndex: 0, role: 'region' as const, 'aria-label': visitor.text(track.title).text, 'data-island': 'upright-lines' } : {};
  return (
    <div class={['reader-text', `reader-${look.size}`, ...(isUpright ? ['reader-upright', writingMode.endsWith('-lr') ? 'reader-upright-lr' : 'reader-upright-rl'] : [])].join(' ')} lang={language} dir={direction} {...frame}>
      {css && !isPlain ? <style dangerouslySetInnerHTML={{ __html: css }} /> : null}
      <div class={['bk', ...rootClasses].join(' ')}><div class={['bk-body', ...bodyClasses].join(' ')} dangerouslySetInnerHTML={{ __html: html }} /></div>
    </div>
  );
}

function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.test(language) ? 'rtl' : 'ltr';
}
