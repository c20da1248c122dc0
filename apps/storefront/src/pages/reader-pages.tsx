import type { Track } from '@silkport/delivery';
import { PlayerHead, SampleEnd } from '../parts/player-head.js';
import { PlayerNav } from '../parts/player-nav.js';
import type { WorkFrame } from '../streams/work-frame.js';
import type { Visitor } from '../visitor.js';

/** A PDF in the browser's own viewer, or a moving picture; where the browser has no viewer, a link opens it. */
export function PagesPage({ visitor, frame, track, href }: { visitor: Visitor; frame: WorkFrame; track: Track; href: string }) {
  const name = visitor.text(track.title).text;
  return (
    <article class={track.form === 'picture' ? 'wrap narrow player' : 'wrap player'}>
      <PlayerHead visitor={visitor} frame={frame} track={track} />
      {track.form === 'picture'
        ? <p class="player-media"><img src={href} alt={name} /></p>
        : <><iframe class="reader-pages" src={href} title={name} /><p class="hint">{visitor.t('player.pages_hint')} <a href={href}>{visitor.t('player.open_pages')}</a></p></>}
      <SampleEnd visitor={visitor} buyHref={frame.buyHref} />
      <PlayerNav visitor={visitor} frame={frame} track={track} />
    </article>
  );
}
