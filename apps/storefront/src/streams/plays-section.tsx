import { Injectable } from '@nestjs/common';
import { PlaysLeft, playsLeft, TrackReads } from '@silkport/delivery';
import type { ComponentChild } from 'preact';
import type { KeptItem } from '../held-items.js';
import type { ItemSection } from '../items/item-sections.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

/** How many plays are left of each recording, where its merchant counts them. */
@Injectable()
export class PlaysSection implements ItemSection {
  constructor(private readonly plays: PlaysLeft, private readonly tracks: TrackReads) {}

  async of(visitor: Visitor, { entitlement }: KeptItem): Promise<ComponentChild> {
    const plays = await this.plays.of(entitlement.id, {});
    if (plays.limit === null) return null;
    const { tracks } = await this.tracks.ofEntitlement(entitlement.id);
    const recordings = tracks.flatMap(({ form, assetId, title }) => ((form === 'video' || form === 'audio') && assetId !== null ? [{ title, left: playsLeft(plays, assetId) }] : []));
    if (!recordings.length) return null;
    return (
      <section class="sheet">
        <h2>{visitor.t('player.plays')}</h2>
        <p class="hint">{visitor.t('player.plays_how')}</p>
        <ul class="player-tracks">{recordings.map(({ title, left }) => <li><Words of={title} visitor={visitor} /><span class="hint">{left && visitor.t('player.plays_left', { count: left.left, limit: left.limit })}</span></li>)}</ul>
      </section>
    );
  }
}
