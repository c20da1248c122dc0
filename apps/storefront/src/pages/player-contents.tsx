import { playsLeft, type Track } from '@silkport/delivery';
import { Icon } from '../parts/icon.js';
import { durationOf } from '../parts/player-time.js';
import { Words } from '../parts/words.js';
import type { WorkFrame } from '../streams/work-frame.js';
import type { Visitor } from '../visitor.js';

/** @param itemHref the page of what was bought, or of the product */
export function PlayerContentsPage({ visitor, frame, itemHref }: { visitor: Visitor; frame: WorkFrame; itemHref: string }) {
  const { tracks, coming, productCode, workName, buyHref } = frame;
  const next = nextOf(tracks);
  return (
    <div class="wrap narrow player">
      <p class="player-back"><a href={itemHref}>{visitor.t(buyHref ? 'player.to_product' : 'player.to_item')}</a></p>
      <div class="player-head">
        <img class="cover" src={`/art/${productCode}.svg`} width="160" height="120" alt="" />
        <div>
          <h1><Words of={workName} visitor={visitor} /></h1>
          {buyHref ? <p class="quiet">{visitor.t('player.sample_note')}</p> : null}
          {next ? <p><a class="button" href={frame.hrefOf(next)}><Icon name="stream" />{visitor.t(hasBegun(tracks) ? 'player.go_on' : 'player.begin')}</a></p> : null}
        </div>
      </div>
      {tracks.length ? null : <p class="notice">{visitor.t('player.nothing_yet')}</p>}
      <h2>{visitor.t('player.contents')}</h2>
      <TrackList visitor={visitor} frame={frame} />
      {coming.length ? (
        <>
          <h2>{visitor.t('player.coming')}</h2>
          <ul class="player-tracks">{coming.map(({ title, publishedAt }) => <li class="quiet"><Words of={title} visitor={visitor} /><span class="hint">{visitor.date(publishedAt)}</span></li>)}</ul>
        </>
      ) : null}
    </div>
  );
}

/** The tracks of a work in their order; the one that is open is no link. */
export function TrackList({ visitor, frame, open }: { visitor: Visitor; frame: WorkFrame; open?: Track }) {
  return (
    <ol class="player-tracks">
      {frame.tracks.map((track) => (
        <li aria-current={track.id === open?.id ? 'true' : undefined}>
          {track.id === open?.id ? <strong><Words of={track.title} visitor={visitor} /></strong> : <a href={frame.hrefOf(track)}><Words of={track.title} visitor={visitor} /></a>}
          <span class="hint">{visitor.t(`player.form.${track.form}`)}{stoppedAt(visitor, track)}{leftOf(visitor, frame, track)}</span>
        </li>
      ))}
    </ol>
  );
}

function stoppedAt(visitor: Visitor, { form, place }: Track): string {
  return place !== null && place > 0 && (form === 'video' || form === 'audio') ? ` · ${visitor.t('player.stopped_at', { time: durationOf(visitor, place) })}` : '';
}

function leftOf(visitor: Visitor, { plays }: WorkFrame, { form, assetId }: Track): string {
  const left = plays && assetId !== null && (form === 'video' || form === 'audio') ? playsLeft(plays, assetId) : null;
  return left === null ? '' : ` · ${visitor.t('player.plays_left', { count: left.left, limit: left.limit })}`;
}

function hasBegun(tracks: readonly Track[]): boolean {
  return tracks.some(({ place }) => place !== null);
}

/** Texts are read one after the other: their place is the number of the last one. Of the rest, the last that was begun. */
function nextOf(tracks: readonly Track[]): Track | undefined {
  const text = tracks.find(({ form, place, number }) => form === 'text' && place === number);
  return text ?? tracks.findLast(({ form, place }) => form !== 'text' && place !== null) ?? tracks[0];
}
