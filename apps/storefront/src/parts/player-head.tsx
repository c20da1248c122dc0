import type { Track } from '@silkport/delivery';
import type { WorkFrame } from '../streams/work-frame.js';
import type { Visitor } from '../visitor.js';
import { Words } from './words.js';

/** The way back to the work, and what this is. */
export function PlayerHead({ visitor, frame, track }: { visitor: Visitor; frame: WorkFrame; track: Track }) {
  return (
    <>
      <p class="player-back"><a href={frame.contentsHref}><Words of={frame.workName} visitor={visitor} /></a></p>
      <h1><Words of={track.title} visitor={visitor} /></h1>
    </>
  );
}

/** What a sample says of the rest. */
export function SampleEnd({ visitor, buyHref }: { visitor: Visitor; buyHref: string | undefined }) {
  if (!buyHref) return null;
  return <p class="notice player-sample">{visitor.t('player.sample_end')} <a class="button small-button" href={buyHref}>{visitor.t('player.to_product')}</a></p>;
}
