import type { Locale } from '@silkport/values';

export const consentKinds = ['terms', 'immediate_delivery', 'loss_of_withdrawal', 'durable_confirmation', 'service_start', 'service_payment'] as const;

/**
 * `immediate_delivery`: the buyer expressly asks that delivery begins at once. `loss_of_withdrawal`: the buyer acknowledges that the
 * right of withdrawal is lost by that. `durable_confirmation`: both have been confirmed in the mail about the order; it is there once
 * that mail was handed over to be delivered, and not before. `service_start`: the buyer expressly asks that a service begins within the
 * period. `service_payment`: the buyer acknowledges that what was performed is paid for, and that the right ends once all of it was.
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
const consentVersion = '2026-11-23';

/** Message key of the words of a consent. */
export function consentKey(kind: ConsentKind): string {
  return `ordering.consent_${kind}`;
}

/** Consents given now: each kind once, in the order of the kinds. */
export function consentsAt(at: Date, locale: Locale, kinds: readonly ConsentKind[]): Consent[] {
  return consentKinds.filter((kind) => kinds.includes(kind)).map((kind) => ({ kind, key: consentKey(kind), version: consentVersion, locale, givenAt: at.toISOString() }));
}

/**
 * Whether all three are there that the law asks for before digital content ends the right of withdrawal: Directive 2011/83/EU, Art. 16 (m).
 * The third is the trader's confirmation on a durable medium (Art. 8 (7)): while its mail has not gone out, the right stays.
 */
export function hasWaiver(consents: readonly Pick<Consent, 'kind'>[]): boolean {
  return hasAll(consents, ['immediate_delivery', 'loss_of_withdrawal', 'durable_confirmation']);
}

/** Whether the buyer asked that services begin within the period, and knows what that costs: Art. 14 (3) and 16 (a). */
export function hasAskedForStart(consents: readonly Pick<Consent, 'kind'>[]): boolean {
  return hasAll(consents, ['service_start', 'service_payment']);
}

function hasAll(consents: readonly Pick<Consent, 'kind'>[], kinds: readonly ConsentKind[]): boolean {
  return kinds.every((kind) => consents.some((consent) => consent.kind === kind));
}
