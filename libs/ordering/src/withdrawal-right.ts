import type { DeliveryKind } from '@silkport/catalog';
import { hasWaiver, type Consent } from './consents.js';
import { withdrawalRuleOf, type WithdrawalTreatment } from './withdrawal-rules.js';

export const withdrawalReasons = ['not_paid', 'business_buyer', 'no_right', 'waived', 'delivered', 'performed', 'period_over', 'before_delivery', 'in_period', 'nothing_left'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** How much a buyer who withdraws gets back. */
export type RefundShare = { readonly kind: 'whole' } | { readonly kind: 'pro_rata'; readonly usedDays: number; readonly ofDays: number };

export interface WithdrawalRight {
  readonly canWithdraw: boolean;
  /** End of the period; null where there is none, or it has not begun. */
  readonly until: Date | null;
  readonly reason: WithdrawalReason;
  readonly refundShare: RefundShare;
  /** The law; null where none is known for the market. */
  readonly legalSource: string | null;
}

export interface WithdrawnOrder {
  readonly country: string;
  readonly taxId: string | null;
  readonly paidAt: Date | null;
  readonly consents: readonly Pick<Consent, 'kind'>[];
}

export interface WithdrawnLine {
  readonly deliveryKind: DeliveryKind;
  /** Of a service: performed whole. */
  readonly deliveredAt: Date | null;
  /** Of a service that runs for a number of days. */
  readonly term?: { readonly startedAt: Date; readonly days: number } | undefined;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Whether the buyer of a line may withdraw now, by the law of the buyer's market. */
export function withdrawalRightOf(order: WithdrawnOrder, line: WithdrawnLine, at: Date): WithdrawalRight {
  const rule = withdrawalRuleOf(order.country);
  const whole: RefundShare = { kind: 'whole' };
  const answer = (reason: WithdrawalReason, until: Date | null = null, refundShare: RefundShare = whole): WithdrawalRight => (
    { canWithdraw: reason === 'in_period' || reason === 'before_delivery', until, reason, refundShare, legalSource: rule?.source ?? null }
  );
  if (!order.paidAt) return answer('not_paid');
  if (order.taxId !== null) return answer('business_buyer');
  if (!rule?.days) return answer('no_right');
  if (line.deliveryKind === 'parcel') {
    if (!line.deliveredAt) return answer('before_delivery');
    const until = endOfPeriod(line.deliveredAt, rule.days);
    return answer(at < until ? 'in_period' : 'period_over', until);
  }
  const until = endOfPeriod(order.paidAt, rule.days);
  const lost = lossOf(line.deliveryKind === 'service' ? rule.service : rule.digitalContent, line, hasWaiver(order.consents));
  if (lost) return answer(lost, lost === 'no_right' ? null : until);
  return answer(at < until ? 'in_period' : 'period_over', until, line.term && rule.service === 'pro_rata' ? usedShare(line.term, at) : whole);
}

/** Whether a quote can be ordered only with express consent to delivery at once: the law asks for it, and we deliver at once. */
export function needsImmediateDeliveryConsent({ country, taxId, lines }: { readonly country: string; readonly taxId: string | null; readonly lines: readonly Pick<WithdrawnLine, 'deliveryKind'>[] }): boolean {
  if (taxId !== null || withdrawalRuleOf(country)?.digitalContent !== 'waivable') return false;
  return lines.some(({ deliveryKind }) => deliveryKind === 'download' || deliveryKind === 'licence-key');
}

function lossOf(treatment: WithdrawalTreatment, { deliveredAt, deliveryKind }: WithdrawnLine, isWaived: boolean): WithdrawalReason | undefined {
  switch (treatment) {
    case 'none': return 'no_right';
    case 'waivable': return deliveredAt && isWaived ? 'waived' : undefined;
    case 'lost_on_delivery': return deliveredAt ? 'delivered' : undefined;
    case 'pro_rata': return deliveredAt && deliveryKind === 'service' ? 'performed' : undefined;
    case 'applies': return undefined;
  }
}

/** The end of the last day, in UTC: the day on which the period begins is not counted (Regulation 1182/71, Art. 3). */
function endOfPeriod(from: Date, days: number): Date {
  const startOfDay = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
  return new Date(startOfDay + (days + 1) * dayMilliseconds);
}

function usedShare({ startedAt, days }: NonNullable<WithdrawnLine['term']>, at: Date): RefundShare {
  const used = Math.ceil((at.getTime() - startedAt.getTime()) / dayMilliseconds);
  return used <= 0 ? { kind: 'whole' } : { kind: 'pro_rata', usedDays: Math.min(used, days), ofDays: days };
}
