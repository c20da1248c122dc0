import { createHash } from 'node:crypto';
import { testCards, type Approval } from '../cards/test-cards.js';
import { Html, html } from './html.js';
import { pageCss } from './page-css.js';
import { messagesOf, type PageLocale } from './page-locale.js';
import { subscriptionWords, type SubscriptionWords } from './subscription/subscription-words.js';
import type { PageMessages } from './messages/page-messages.js';

const styleHash = createHash('sha256').update(pageCss).digest('base64');

/** Chromium holds redirects after a form to `form-action` too, so the merchant's origin must be named. */
export function contentSecurityPolicy(formTargets: string[]): string {
  const targets = ["'self'", ...formTargets.map((address) => new URL(address).origin)].join(' ');
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`;
}

/** @param notice what stands above the page: the test cards, unless the page has other test values */
export function layout(locale: PageLocale, title: string, content: Html, notice: Html = testCardNotice(locale)): string {
  return html`<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">
<title>${title}</title>
<style>${new Html(pageCss)}</style>
</head>
<body>
${notice}
${content}
</body>
</html>`.markup;
}

export function testNotice(words: PageMessages, caption: string, values: [string, string][], hint: string): Html {
  return html`<aside class="note"><div><details>
<summary><b>${words.testMode}</b> <span>${caption}</span></summary>
<table><tbody>${values.map(([value, effect]) => html`<tr><td><code class="ltr" dir="ltr">${value}</code></td><td>${effect}</td></tr>`)}</tbody></table>
<p>${hint}</p>
</details></div></aside>`;
}

function testCardNotice(locale: PageLocale): Html {
  const words = messagesOf(locale);
  return testNotice(words, words.testCards, listedCards(words, subscriptionWords(locale).cards).map(([number, effect]) => [spaced(number), effect]), words.testCardsHint);
}

function listedCards(words: PageMessages, kept: SubscriptionWords['cards']): [string, string][] {
  return testCards.flatMap(({ number, behaviour }): [string, string][] => {
    if (behaviour.kind === 'challenge') return behaviour.refusal ? [] : [[number, behaviour.isAskedOnce ? kept.askedOnce : words.cards.challenge]];
    if (behaviour.kind === 'approve') return [[number, approvalWord(behaviour, words)]];
    if (behaviour.isKept) return [[number, kept.chargeFails]];
    const effects: Record<string, string> = {
      insufficient_funds: words.cards.insufficient, expired_card: words.cards.expired, incorrect_cvc: words.cards.cvc, processing_error: words.cards.processing,
    };
    return [[number, effects[behaviour.refusal.declineCode] ?? words.cards.declined]];
  });
}

function approvalWord({ disputeReason, isInquiry, isAvailableAtOnce, refund }: Approval, words: PageMessages): string {
  if (disputeReason) return isInquiry ? words.cards.inquiry : words.cards.dispute;
  if (refund) return refund === 'fails' ? words.cards.refundFails : words.cards.refundLater;
  return isAvailableAtOnce ? words.cards.atOnce : words.cards.success;
}

function spaced(number: string): string {
  return number.length === 15 ? number.replace(/^(\d{4})(\d{6})/, '$1 $2 ') : number.replace(/(\d{4})(?=\d)/g, '$1 ');
}
