import { formatDate, type Phrases } from '@silkport/i18n';
import type { MilestoneMoved } from '@silkport/delivery';
import type { Locale } from '@silkport/values';
import type { Letter } from './letter.js';

export interface MilestoneToTell {
  readonly what: MilestoneMoved['what'];
  readonly orderNumber: string;
  readonly title: string;
  readonly part: string;
  /** What was written to go with it. */
  readonly words: string;
  readonly acceptBy: Date | null;
}

/** Tells the buyer what became of a part of the work, and by when it counts as accepted. */
export function milestoneLetter(phrases: Phrases, locale: Locale, milestone: MilestoneToTell, url: string): Letter {
  const by = milestone.acceptBy ? formatDate(milestone.acceptBy, locale, { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' }) : '';
  const say = sayer(phrases, locale, milestone, 'milestone');
  return {
    ...headOf(say), locale, footer: phrases.say(locale, 'notifications.order_footer'),
    parts: [
      { kind: 'paragraph', text: say('text') }, ...quoted(milestone.words), factsOf(phrases, locale, milestone),
      { kind: 'button', label: phrases.say(locale, 'notifications.milestone_open'), url },
      ...(by ? [{ kind: 'note' as const, text: phrases.say(locale, 'notifications.milestone_accept_by', { by }) }] : []),
    ],
  };
}

/** The same for the merchant's owners. */
export function milestoneSaleLetter(phrases: Phrases, locale: Locale, milestone: MilestoneToTell): Letter {
  const say = sayer(phrases, locale, milestone, 'milestone_sale');
  return { ...headOf(say), locale, footer: phrases.say(locale, 'notifications.merchant_footer'), parts: [{ kind: 'paragraph', text: say('text') }, ...quoted(milestone.words), factsOf(phrases, locale, milestone)] };
}

/** Tells the merchant's owners that a brief was given and work may begin, or that files came to it. */
export function briefLetter(phrases: Phrases, locale: Locale, { orderNumber, title }: Pick<MilestoneToTell, 'orderNumber' | 'title'>, news: 'brief' | 'brief_files' = 'brief'): Letter {
  const say = (key: string) => phrases.say(locale, `notifications.${news}_${key}`, { number: orderNumber, title });
  return { locale, subject: say('subject'), preheader: title, heading: say('heading'), footer: phrases.say(locale, 'notifications.merchant_footer'), parts: [{ kind: 'paragraph', text: say('text') }] };
}

function sayer(phrases: Phrases, locale: Locale, { what, part, title, orderNumber }: MilestoneToTell, about: string) {
  return (key: string) => phrases.say(locale, `notifications.${about}_${what}_${key}`, { part, title, number: orderNumber });
}

function headOf(say: (key: string) => string): Pick<Letter, 'subject' | 'preheader' | 'heading'> {
  return { subject: say('subject'), preheader: say('text'), heading: say('subject') };
}

function quoted(words: string): Letter['parts'] {
  return words ? [{ kind: 'paragraph', text: words }] : [];
}

function factsOf(phrases: Phrases, locale: Locale, { title, part, orderNumber }: MilestoneToTell): Letter['parts'][number] {
  const label = (key: string) => phrases.say(locale, `notifications.${key}`);
  return { kind: 'facts', facts: [{ label: label('milestone_work'), value: title }, { label: label('milestone_part'), value: part }, { label: label('order_number'), value: orderNumber }] };
}
