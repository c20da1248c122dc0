import type { Track } from '@silkport/delivery';
import { directionOf, type Locale } from '@silkport/values';
import { PlayerHead, SampleEnd } from '../parts/player-head.js';
import { PlayerNav } from '../parts/player-nav.js';
import { ReaderSettings } from '../parts/reader-settings.js';
import type { ReaderLook } from '../streams/reader-look.js';
import type { WorkFrame } from '../streams/work-frame.js';
import type { Visitor } from '../visitor.js';

interface TextProps { readonly visitor: Visitor; readonly frame: WorkFrame; readonly track: Track; readonly body: { readonly text: string; readonly locale: Locale }; readonly look: ReaderLook }

/** A chapter that is a text of its own. */
export function TextPage({ visitor, frame, track, body: { text, locale }, look }: TextProps) {
  return (
    <article class={`wrap narrow player reader reader-${look.theme}`}>
      <PlayerHead visitor={visitor} frame={frame} track={track} />
      <div class="reader-tools"><ReaderSettings visitor={visitor} look={look} action={frame.hrefOf(track)} /></div>
      <div class={`reader-text reader-${look.size}`} lang={locale} dir={directionOf(locale)}>
        {text.split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '').map((paragraph) => <p>{paragraph}</p>)}
      </div>
      <SampleEnd visitor={visitor} buyHref={frame.buyHref} />
      <PlayerNav visitor={visitor} frame={frame} track={track} />
    </article>
  );
}
