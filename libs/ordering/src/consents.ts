import type { Locale } from '@silkport/values';

export const consentKinds = ['terms', 'immediate_delivery', 'loss_of_withdrawal', 'durable_confirmation'] as const;

/**
 * `immediate_delivery`: the buyer expressly asks that delivery begins at once. `loss_of_withdrawal`: the buyer acknowledges that the
 * right of withdrawal is lost by that. `durable_confirmation`: both are confirmed in the mail about the order, which its payment sends.
 */
export type ConsentKind = (typeof consentKinds)[number];

/** What a buyer agreed to, in exactly which words: the message `key` of the edition `version` in `locale`. */
export interface Consent {
  readonly kind: ConsentKind;
  readonly key: string;
  readonly version: string;
  readonly locale: Locale;
  /** ISO 8601. */
  readonly givenAt: string;
}

/** Of the messages below; another wording is another version. */
export const consentVersion = '2026-11-23';

/** Message key of the words of a consent. */
export function consentKey(kind: ConsentKind): string {
  return `ordering.consent_${kind}`;
}

/** The consents of an order placed now. @param withWaiver whether its buyer gave up the right of withdrawal for delivery at once */
export function consentsAt(at: Date, locale: Locale, withWaiver: boolean): Consent[] {
  const kinds = withWaiver ? consentKinds : (['terms'] as const);
  return kinds.map((kind) => ({ kind, key: consentKey(kind), version: consentVersion, locale, givenAt: at.toISOString() }));
}

/** Whether all three that the law asks for are there. */
export function hasWaiver(consents: readonly Pick<Consent, 'kind'>[]): boolean {
  return (['immediate_delivery', 'loss_of_withdrawal', 'durable_confirmation'] as const).every((kind) => consents.some((consent) => consent.kind === kind));
}
