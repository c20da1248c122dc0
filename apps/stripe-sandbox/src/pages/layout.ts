import { createHash } from 'node:crypto';
import { testCards } from '../cards/test-cards.js';
import { Html, html } from './html.js';
import { pageCss } from './page-css.js';
import { messagesOf, type PageLocale } from './page-locale.js';
import type { PageMessages } from './messages/page-messages.js';

const styleHash = createHash('sha256').update(pageCss).digest('base64');

/** Chromium holds redirects after a form to `form-action` too, so the merchant's origin must be named. */
export function contentSecurityPolicy(formTargets: string[]): string {
  const targets = ["'self'", ...formTargets.map((address) => new URL(address).origin)].join(' ');
  return `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`;
}

export function layout(locale: PageLocale, title: string, content: Html): string {
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
${testModeNotice(messagesOf(locale))}
${content}
</body>
</html>`.markup;
}

function testModeNotice(words: PageMessages): Html {
  return html`<aside class="note"><div><details>
<summary><b>${words.testMode}</b> <span>${words.testCards}</span></summary>
<table><tbody>${listedCards(words).map(([number, effect]) => html`<tr><td><code class="ltr" dir="ltr">${spaced(number)}</code></td><td>${effect}</td></tr>`)}</tbody></table>
<p>${words.testCardsHint}</p>
</details></div></aside>`;
}

function listedCards(words: PageMessages): [string, string][] {
  return testCards.flatMap(({ number, behaviour }): [string, string][] => {
    if (behaviour.kind === 'challenge') return behaviour.refusal ? [] : [[number, words.cards.challenge]];
    if (behaviour.kind === 'approve') return [[number, behaviour.disputeReason ? words.cards.dispute : words.cards.success]];
    const effects: Record<string, string> = {
      insufficient_funds: words.cards.insufficient, expired_card: words.cards.expired, incorrect_cvc: words.cards.cvc, processing_error: words.cards.processing,
    };
    return [[number, effects[behaviour.refusal.declineCode] ?? words.cards.declined]];
  });
}

function spaced(number: string): string {
  return number.length === 15 ? number.replace(/^(\d{4})(\d{6})/, '$1 $2 ') : number.replace(/(\d{4})(?=\d)/g, '$1 ');
}
