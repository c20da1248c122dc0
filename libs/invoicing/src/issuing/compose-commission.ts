import type { MerchantView } from '@silkport/clusters';
import type { OperatorConfig } from '@silkport/platform';
import type { PeriodClosed } from '@silkport/settlement';
import { money, type Money } from '@silkport/values';
import type { InvoiceLine } from '../documents/invoice-document.js';
import { settleCategories } from '../documents/settle-categories.js';
import { totalsOf } from '../documents/totals.js';
import { operatorIssuer, type Draft } from './draft.js';
import { merchantParty, operatorParty } from './parties.js';

/** Chinese for all merchants: they keep house in the clusters, and the demo has none elsewhere. */
const merchantLocale = 'zh-CN';

/** The operator's invoice for a period's commission; a credit note where refunds gave back more than was earned; nothing where there was none. */
export function composeCommission(period: PeriodClosed, merchant: MerchantView, operator: OperatorConfig, issuedOn: string): Draft | null {
  const { merchantId, currency, from, until } = period;
  const isCredit = period.commission.amountMinor < 0n;
  const [net, tax] = [unsigned(period.commission), unsigned(period.commissionTax)];
  if (net.amountMinor === 0n) return null;
  const issuer = operatorParty(operator);
  const buyer = merchantParty(merchant, merchantLocale, operator);
  const lines = settleCategories([lineOf(period, net, tax)], issuer, buyer);
  const to = dayBefore(until);
  return {
    sourceKey: `commission:${merchantId}:${period.period}:${currency}`, issuer: operatorIssuer, merchantId, orderId: null, correctsId: null,
    document: {
      kind: isCredit ? 'credit_note' : 'invoice', purpose: 'commission', locale: merchantLocale, currency, issuedOn, suppliedOn: to, issuer, isInIssuersName: false, operatorName: operator.name, buyer,
      placeOfSupply: merchant.country, orderNumber: null, period: { from, to }, corrects: null, refundReason: null, lines, ...totalsOf(lines, currency), remittance: null,
    },
  };
}

function lineOf({ period }: PeriodClosed, net: Money, tax: Money): InvoiceLine {
  const isTaxed = tax.amountMinor > 0n;
  return {
    lineId: null, name: period, merchantName: null, quantity: 1, net, tax, total: money(net.amountMinor + tax.amountMinor, net.currency),
    category: isTaxed ? 'S' : 'O', ratePct: isTaxed ? effectiveRate(net, tax) : '0', reason: isTaxed ? 'standard' : 'not_taxed', legalSource: '', taxes: [],
  };
}

/**
 * The rate that a sum of taxes, each rounded on its own, comes from: the whole per cent, half or tenth that lies within the rounding; else hundredths. The statement tells
 * amounts only, since a month may hold several rates.
 */
function effectiveRate(net: Money, tax: Money): string {
  for (const perMille of [10n, 5n, 1n]) {
    const steps = (tax.amountMinor * 2000n + net.amountMinor * perMille) / (net.amountMinor * perMille * 2n);
    const rate = steps * perMille;
    const expected = net.amountMinor * rate;
    const difference = expected - tax.amountMinor * 1000n;
    if (rate > 0n && difference * difference <= 1_000_000n) return decimal(rate, 1);
  }
  return decimal((tax.amountMinor * 20_000n + net.amountMinor) / (net.amountMinor * 2n), 2);
}

function decimal(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '');
}

function unsigned({ amountMinor, currency }: Money): Money {
  return money(amountMinor < 0n ? -amountMinor : amountMinor, currency);
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
