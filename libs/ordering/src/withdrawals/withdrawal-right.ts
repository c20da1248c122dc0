import { kindTraits, type DeliveryKind } from '@silkport/catalog';
import { hasAskedForStart, hasWaiver, type Consent } from './consents.js';
import { endOfPeriod } from './end-of-period.js';
import { usedShare, type RefundShare } from '../refunds/refund-share.js';
import { withdrawalRuleOf, type WithdrawalRule, type WithdrawalTreatment } from './withdrawal-rules.js';

export const withdrawalReasons = ['not_paid', 'business_buyer', 'no_right', 'waived', 'delivered', 'performed', 'period_over', 'before_delivery', 'in_period', 'nothing_left', 'withdrawn'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

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
  /** When its money came. */
  readonly paidAt: Date | null;
  readonly consents: readonly Pick<Consent, 'kind'>[];
  readonly lines: readonly WithdrawnLine[];
}

export interface WithdrawnLine {
  readonly deliveryKind: DeliveryKind;
  /** Of a service: performed whole. */
  readonly deliveredAt: Date | null;
  /** Of a service that runs for a number of days, whatever its buyer receives for it; null for everything else. */
  readonly serviceDays: number | null;
  /** Worth of what was performed of it in parts, in the order's currency. */
  readonly performedMinor: bigint;
  /** Nobody waits for it any more: it was given back or withdrawn from. */
  readonly isGone: boolean;
}

/** Whether the buyer of a line may withdraw now, by the law of the buyer's market. */
export function withdrawalRightOf(order: WithdrawnOrder, line: WithdrawnLine, at: Date): WithdrawalRight {
  const rule = withdrawalRuleOf(order.country);
  const answer = (reason: WithdrawalReason, until: Date | null = null, refundShare: RefundShare = { kind: 'whole' }): WithdrawalRight => (
    { canWithdraw: reason === 'in_period' || reason === 'before_delivery', until, reason, refundShare, legalSource: rule?.source ?? null }
  );
  if (!order.paidAt) return answer('not_paid');
  if (order.taxId !== null) return answer('business_buyer');
  if (!rule?.days) return answer('no_right');
  const beginsAt = line.deliveryKind === 'parcel' ? receiptOf(order, line, rule) : order.paidAt;
  if (!beginsAt) return answer('before_delivery');
  const until = endOfPeriod(beginsAt, rule.days, rule.lastDay === 'working_day' ? order.country : undefined);
  const lost = line.deliveryKind === 'parcel' ? undefined : lossOf(order, line, rule, at);
  if (lost) return answer(lost, lost === 'no_right' ? null : until);
  return answer(at < until ? 'in_period' : 'period_over', until, isService(line) ? shareOf(order, line, rule.service, at) : undefined);
}

/** What runs for a while is a service, though its buyer may receive a file or a key for it (Directive 2011/83/EU, Art. 2 (16)). */
export function isService({ deliveryKind, serviceDays }: Pick<WithdrawnLine, 'deliveryKind' | 'serviceDays'>): boolean {
  return kindTraits[deliveryKind].law === 'service' || Boolean(serviceDays);
}

/** When all of what the period waits for was received; undefined while a piece of it is missing. */
function receiptOf({ lines }: WithdrawnOrder, line: WithdrawnLine, { parcels }: WithdrawalRule): Date | undefined {
  const pieces = parcels === 'each_piece' ? [line] : lines.filter((each) => each === line || (each.deliveryKind === 'parcel' && (each.deliveredAt !== null || !each.isGone)));
  const received = pieces.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  return received.length < pieces.length ? undefined : new Date(Math.max(...received.map((each) => each.getTime())));
}

function lossOf(order: WithdrawnOrder, line: WithdrawnLine, rule: WithdrawalRule, at: Date): WithdrawalReason | undefined {
  const treatment = isService(line) ? rule.service : rule.digitalContent;
  switch (treatment) {
    case 'none': return 'no_right';
    case 'waivable': return line.deliveredAt && hasWaiver(order.consents) ? 'waived' : undefined;
    case 'lost_on_delivery': return line.deliveredAt ? 'delivered' : undefined;
    case 'pro_rata': case 'pro_rata_on_request': return owesForService(order, treatment) && isPerformed(order, line, at) ? 'performed' : undefined;
    case 'applies': return undefined;
  }
}

/** Directive 2011/83/EU, Art. 14 (4) (a) and 16 (a): without the buyer's express request and acknowledgement, nothing is owed for what was performed, and performing it ends nothing. */
function owesForService({ consents }: WithdrawnOrder, treatment: WithdrawalTreatment): boolean {
  return treatment === 'pro_rata' || (treatment === 'pro_rata_on_request' && hasAskedForStart(consents));
}

/** What runs for a number of days is performed when they are over, whenever its merchant says so. */
function isPerformed(order: WithdrawnOrder, line: WithdrawnLine, at: Date): boolean {
  const term = termOf(order, line);
  if (term) return usedShare(term, at).usedDays === term.days;
  // A subscription goes on after access to it was given, also one that was ordered before its days were kept.
  return line.deliveryKind !== 'subscription' && !line.serviceDays && line.deliveredAt !== null;
}

function shareOf(order: WithdrawnOrder, line: WithdrawnLine, treatment: WithdrawalTreatment, at: Date): RefundShare {
  const isOwed = owesForService(order, treatment);
  if (isOwed && line.performedMinor > 0n) return { kind: 'performed', performedMinor: line.performedMinor };
  const term = isOwed ? termOf(order, line) : undefined;
  const used = term && usedShare(term, at);
  return used?.usedDays ? { kind: 'pro_rata', usedDays: used.usedDays, ofDays: used.ofDays } : { kind: 'whole' };
}

/** It begins with the access to it; what people do begins with the payment, as the buyer asked. */
function termOf({ paidAt }: WithdrawnOrder, { deliveryKind, deliveredAt, serviceDays }: WithdrawnLine) {
  const startedAt = kindTraits[deliveryKind].handover === 'by_people' ? paidAt : deliveredAt;
  return !serviceDays || !startedAt ? undefined : { startedAt, days: serviceDays };
}
