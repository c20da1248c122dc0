import type { Phrases } from '@silkport/i18n';
import type { OrderView } from '@silkport/ordering';
import { translation, type Translated } from '@silkport/values';
import type { Letter } from './letter.js';

export interface ReleaseToTell {
  /** As it was bought; undefined where it came in a bundle of another name. */
  readonly productName: Translated | undefined;
  readonly version: string;
  readonly notes: Translated;
}

/** Tells who bought something that there is a new version of it, what is new, and where it is. */
export function releaseLetter(phrases: Phrases, { locale, number }: Pick<OrderView, 'locale' | 'number'>, { productName, version, notes }: ReleaseToTell, url: string): Letter {
  const title = productName ? translation(productName, locale).text : number;
  const say = (key: string) => phrases.say(locale, `notifications.${key}`, { number, title, version });
  const paragraphs = Object.keys(notes).length ? translation(notes, locale).text.split(/\n+/).map((each) => each.trim()).filter(Boolean) : [];
  return {
    locale, subject: say('release_subject'), preheader: say('release_preheader'), heading: say('release_heading'), footer: say('order_footer'),
    parts: [
      { kind: 'paragraph', text: say('release_text') },
      ...(paragraphs.length ? [{ kind: 'list' as const, heading: say('release_notes'), items: paragraphs, isAddress: false }] : []),
      { kind: 'button', label: say('release_open'), url },
      { kind: 'note', text: say('release_note') },
    ],
  };
}
