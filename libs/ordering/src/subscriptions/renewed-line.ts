import { divideHalfUp, money, type Money } from '@silkport/values';
import type { TaxedLine } from '@silkport/tax';
import { merchantShare } from '../quotes/merchant-share.js';
import type { QuoteLine } from '../quotes/quote.entity.js';
import { shareOfLine } from '../refunds/share-of-line.js';
import type { TermsLine } from './subscription-row.js';
import { frozenOf, moneyOf } from './line-money.js';

/**
 * The line of an order for which a further payment of a subscription was taken. Price, rate and commission are those that were agreed;
 * tax is that of the day, inside the same amount: where a rate has changed, the net has. All of it is scaled exactly to what was charged,
 * which is less than a period's price for the rest of one.
 * @param terms a period's line as it was agreed @param taxed the same line taxed today; undefined keeps its taxes @param pieces seats that are paid for
 */
export function renewedLine(terms: TermsLine, taxed: Pick<TaxedLine, 'net' | 'tax' | 'gross' | 'taxes'> | undefined, charged: Money, pieces: number): QuoteLine {
  const ofToday: QuoteLine = taxed ? retaxed(terms, taxed) : terms;
  const share = shareOfLine(frozenOf(ofToday, charged.currency), 0n, charged.amountMinor);
  const isWhole = charged.amountMinor === terms.totalMinor && pieces === terms.quantity;
  const { subscription: _, rateSetId: _set, ...line } = terms;
  return { ...line, ...moneyOf(share), quantity: pieces, unitMinor: isWhole ? terms.unitMinor : divideHalfUp(charged.amountMinor, BigInt(pieces)) };
}

function retaxed(terms: TermsLine, { net, tax, gross, taxes }: Pick<TaxedLine, 'net' | 'tax' | 'gross' | 'taxes'>): TermsLine {
  const shown = money(terms.unitMinor * BigInt(terms.quantity), gross.currency);
  return {
    ...terms, totalMinor: gross.amountMinor, netMinor: net.amountMinor, taxMinor: tax.amountMinor, taxes,
    ...merchantShare({ shown, net, merchantTotalMinor: terms.merchantTotalMinor }, terms.commissionTerms),
  };
}
