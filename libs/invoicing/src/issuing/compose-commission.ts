import type { OperatorConfig } from '@silkport/platform';
import type { PeriodClosed } from '@silkport/settlement';
import { money, parseDecimal, type Money } from '@silkport/values';
import type { DocumentKind, InvoiceLine } from '../documents/invoice-document.js';
import { settleCategories } from '../documents/settle-categories.js';
import { totalsOf } from '../documents/totals.js';
import { operatorIssuer, type Draft } from './draft.js';
import type { PaperMerchant } from './paper-merchants.js';
import { merchantParty, operatorParty } from './parties.js';

/** Chinese for all merchants: they keep house in the clusters, and the demo has none elsewhere. */
const merchantLocale = 'zh-CN';

/** A share of a period's commission that one rate is due on, signed as the period is. */
interface Share {
  readonly net: Money;
  readonly tax: Money;
  readonly ratePct: string;
  readonly legalSource: string;
}

/**
 * The operator's invoice for a period's commission, and a credit note where refunds gave back more than was earned: both where the commission was taxed at several
 * rates and they differ in that. None where nothing is owed either way.
 */
export function composeCommission(period: PeriodClosed, merchant: PaperMerchant, operator: OperatorConfig, issuedOn: string): Draft[] {
  const shares = sharesOf(period);
  const given = shares.filter(isGivenBack);
  const earned = shares.filter((share) => !isGivenBack(share));
  const sourceKey = `commission:${period.merchantId}:${period.period}:${period.currency}`;
  const invoice = earned.length ? [draftOf('invoice', sourceKey, period, earned, merchant, operator, issuedOn)] : [];
  const credit = given.length ? [draftOf('credit_note', invoice.length ? `${sourceKey}:credit` : sourceKey, period, given, merchant, operator, issuedOn)] : [];
  return [...invoice, ...credit];
}

function draftOf(kind: DocumentKind, sourceKey: string, { merchantId, currency, from, until, period }: PeriodClosed, shares: readonly Share[], merchant: PaperMerchant, operator: OperatorConfig, issuedOn: string): Draft {
  const issuer = operatorParty(operator, false);
  const buyer = merchantParty(merchant, merchantLocale, operator);
  const lines = settleCategories(shares.map((share) => lineOf(period, kind === 'invoice' ? share : opposite(share))), issuer, buyer);
  const to = dayBefore(until);
  return {
    sourceKey, issuer: operatorIssuer, merchantId, orderId: null, correctsId: null,
    document: {
      kind, purpose: 'commission', locale: merchantLocale, currency, issuedOn, suppliedOn: to, issuer, isInIssuersName: false, operatorName: operator.name, buyer,
      placeOfSupply: merchant.country, orderNumber: null, period: { from, to }, corrects: null, refundReason: null, lines, ...totalsOf(lines, currency), remittance: null,
    },
  };
}

/** By the rates that were frozen with the lines; of what was frozen before rates were kept, by the rate that the sums come from. */
function sharesOf({ commission, commissionTax, commissionTaxes }: PeriodClosed): Share[] {
  const told = commissionTaxes ?? [{ ratePct: null, legalSource: null, net: commission, tax: commissionTax }];
  return told.filter(({ net, tax }) => net.amountMinor !== 0n || tax.amountMinor !== 0n).map(({ ratePct, legalSource, net, tax }) => (
    { net, tax, ratePct: ratePct ?? effectiveRate(net, tax), legalSource: legalSource ?? '' }));
}

function isGivenBack({ net, tax }: Share): boolean {
  return net.amountMinor + tax.amountMinor < 0n;
}

function lineOf(period: string, { net, tax, ratePct, legalSource }: Share): InvoiceLine {
  const isTaxed = parseDecimal(ratePct)?.digits !== 0n;
  return {
    lineId: null, name: period, merchantName: null, quantity: 1, net, tax, total: money(net.amountMinor + tax.amountMinor, net.currency),
    category: isTaxed ? 'S' : 'O', ratePct: isTaxed ? ratePct : '0', reason: isTaxed ? 'standard' : 'not_taxed', legalSource, taxes: [],
  };
}

/**
 * The rate that a sum of taxes, each rounded on its own, comes from: the whole per cent, half or tenth that lies within the rounding; else hundredths. The statement tells
 * amounts only, since a month may hold several rates.
 */
function effectiveRate({ amountMinor: signedNet }: Money, { amountMinor: signedTax }: Money): string {
  const [net, tax] = [magnitude(signedNet), magnitude(signedTax)];
  if (net === 0n || tax === 0n) return '0';
  for (const perMille of [10n, 5n, 1n]) {
    const steps = (tax * 2000n + net * perMille) / (net * perMille * 2n);
    const rate = steps * perMille;
    const expected = net * rate;
    const difference = expected - tax * 1000n;
    if (rate > 0n && difference * difference <= 1_000_000n) return decimal(rate, 1);
  }
  return decimal((tax * 20_000n + net) / (net * 2n), 2);
}

function decimal(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '');
}

function magnitude(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}

function opposite({ net, tax, ...share }: Share): Share {
  return { ...share, net: money(-net.amountMinor, net.currency), tax: money(-tax.amountMinor, tax.currency) };
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
