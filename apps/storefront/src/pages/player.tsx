import { isPlaylist, playsLeft, type Companion, type Track } from '@silkport/delivery';
import { PlayerHead, SampleEnd } from '../parts/player-head.js';
import { PlayerNav } from '../parts/player-nav.js';
import { durationOf } from '../parts/player-time.js';
import type { WorkFrame } from '../streams/work-frame.js';
import type { Visitor } from '../visitor.js';
import { TrackList } from './player-contents.js';

interface PlayerProps {
  readonly visitor: Visitor;
  readonly frame: WorkFrame;
  readonly track: Track;
  readonly entitlementId: string | null;
  readonly hrefOf: (assetId: string, isPlayed: boolean) => string;
}

/** Less than this is not worth going on from. */
const goesOnFromSeconds = 5;

/** One recording in the browser's own player, captions and all; without a script nothing is missing but that the place is kept. */
export function PlayerPage(props: PlayerProps) {
  const { visitor, frame, track } = props;
  return (
    <article class="wrap narrow player">
      <PlayerHead visitor={visitor} frame={frame} track={track} />
      <Media {...props} />
      <SampleEnd visitor={visitor} buyHref={frame.buyHref} />
      <PlayerNav visitor={visitor} frame={frame} track={track} />
      {frame.tracks.length > 1 ? <section><h2>{visitor.t('player.contents')}</h2><TrackList visitor={visitor} frame={frame} open={track} /></section> : null}
    </article>
  );
}

function Media({ visitor, frame, track, entitlementId, hrefOf }: PlayerProps) {
  const plays = frame.plays;
  const left = plays ? playsLeft(plays, track.assetId ?? '') : null;
  if (left?.left === 0 && !plays?.of(track.assetId ?? '').goesOnAs) return <p class="notice">{visitor.t('player.no_plays_left', { count: left.limit })}</p>;
  const href = hrefOf(track.assetId ?? '', true);
  const from = track.place !== null && track.place >= goesOnFromSeconds ? track.place : 0;
  const at = from ? `#t=${from}` : '';
  const name = visitor.text(track.title).text;
  const renditions = track.companions.filter(({ role }) => role === 'rendition');
  const captions = track.companions.filter(({ role }) => role === 'captions');
  const inside = (
    <>
      <source src={href + at} type={typeOf(track.contentType ?? '')} />
      {renditions.map(({ assetId, contentType }) => <source src={hrefOf(assetId, true) + at} type={typeOf(contentType)} />)}
      {captions.map((each) => <Captions visitor={visitor} of={each} href={hrefOf(each.assetId, false)} />)}
      {visitor.t('player.cannot')}
    </>
  );
  // Where plays are counted, none begins before somebody presses play.
  const preload = left === null ? 'metadata' : 'none';
  const island = entitlementId === null ? {} : { 'data-island': 'player-place' };
  return (
    <div class="player-media">
      {track.form === 'audio'
        ? <><img class="cover" src={`/art/${frame.productCode}.svg`} width="640" height="480" alt="" /><audio controls preload={preload} aria-label={name} {...island}>{inside}</audio></>
        : <video controls playsInline preload={preload} poster={`/art/${frame.productCode}.svg`} aria-label={name} {...island}>{inside}</video>}
      {left === null ? null : <p class="hint">{visitor.t('player.plays_left', { count: left.left, limit: left.limit })}</p>}
      {from ? <p class="hint">{visitor.t('player.goes_on_at', { time: durationOf(visitor, from) })}</p> : null}
      <p class="hint player-problem" role="alert" hidden data-player-problem>{visitor.t('player.stopped')} <a href="">{visitor.t('player.load_again')}</a></p>
    </div>
  );
}

function Captions({ visitor, of: { locale }, href }: { visitor: Visitor; of: Companion; href: string }) {
  const language = locale ?? 'und';
  return <track kind="captions" srcLang={language} label={languageName(language, visitor)} src={href} default={language.split('-')[0] === visitor.locale.split('-')[0]} />;
}

function languageName(language: string, { locale }: Visitor): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** What a browser is told to expect, so that it takes the first that it can play. */
function typeOf(contentType: string): string {
  return isPlaylist(contentType) ? 'application/vnd.apple.mpegurl' : contentType;
}
