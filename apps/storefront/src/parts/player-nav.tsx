import type { Track } from '@silkport/delivery';
import { neighboursOf, type WorkFrame } from '../streams/work-frame.js';
import type { Visitor } from '../visitor.js';
import { Words } from './words.js';

/** On to the next track and back to the one before. */
export function PlayerNav({ visitor, frame, track }: { visitor: Visitor; frame: WorkFrame; track: Track }) {
  const { previous, following } = neighboursOf(frame, track);
  if (!previous && !following) return null;
  return (
    <nav class="player-nav" aria-label={visitor.t('player.nav')}>
      {previous ? <a rel="prev" href={frame.hrefOf(previous)}><span class="hint">{visitor.t('player.previous')}</span><Words of={previous.title} visitor={visitor} /></a> : <span />}
      {following ? <a rel="next" class="player-next" href={frame.hrefOf(following)}><span class="hint">{visitor.t('player.next')}</span><Words of={following.title} visitor={visitor} /></a> : null}
    </nav>
  );
}
