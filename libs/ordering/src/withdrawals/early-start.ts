import { kindTraits } from '@silkport/catalog';
import type { ConsentKind } from './consents.js';
import { isService, type WithdrawnLine } from './withdrawal-right.js';
import { withdrawalRuleOf } from './withdrawal-rules.js';

export interface ConsentedQuote {
  readonly country: string;
  readonly taxId: string | null;
  readonly lines: readonly Pick<WithdrawnLine, 'deliveryKind' | 'serviceDays'>[];
}

/** The two of Directive 2011/83/EU, Art. 16 (m) (i) and (ii), that a buyer gives; the confirmation of them follows by mail. */
const forContent: readonly ConsentKind[] = ['immediate_delivery', 'loss_of_withdrawal'];
/** Art. 8 (8) and 16 (a): that a service begins within the period, and what that costs. */
const forService: readonly ConsentKind[] = ['service_start', 'service_payment'];

/** What a buyer has to agree to before an order is delivered at once, where the law asks for it. */
export function immediateDeliveryConsents({ country, taxId, lines }: ConsentedQuote): readonly ConsentKind[] {
  const rule = taxId === null ? withdrawalRuleOf(country) : undefined;
  const atOnce = lines.filter(({ deliveryKind }) => kindTraits[deliveryKind].handover === 'at_once');
  return [
    ...(rule?.digitalContent === 'waivable' && atOnce.some((line) => !isService(line)) ? forContent : []),
    ...(rule?.service === 'pro_rata_on_request' && atOnce.some(isService) ? forService : []),
  ];
}

/** Whether a quote can be ordered only with express consent to delivery at once: the law asks for it, and we deliver at once. */
export function needsImmediateDeliveryConsent(quote: ConsentedQuote): boolean {
  return immediateDeliveryConsents(quote).length > 0;
}

/** What a buyer may agree to so that people begin their work within the period. Without it they may wait until it is over, and work for nothing if they do not. */
export function serviceStartConsents({ country, taxId, lines }: ConsentedQuote): readonly ConsentKind[] {
  const isAsked = taxId === null && withdrawalRuleOf(country)?.service === 'pro_rata_on_request';
  return isAsked && lines.some(({ deliveryKind }) => kindTraits[deliveryKind].handover === 'by_people') ? forService : [];
}
