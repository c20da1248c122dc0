import type { OrderPaid, OrderView, PaidLine } from '@silkport/ordering';
import type { OperatorConfig } from '@silkport/platform';
import { rateBetween, type RateTable } from '@silkport/pricing';
import { isDeemedSupplier } from '@silkport/tax';
import { translation } from '@silkport/values';
import type { InvoiceLine, Remittance } from '../documents/invoice-document.js';
import { settleCategories } from '../documents/settle-categories.js';
import { categoryOf } from '../documents/tax-category.js';
import { remittedTax, totalsOf } from '../documents/totals.js';
import { operatorIssuer, type Draft } from './draft.js';
import type { PaperMerchant } from './paper-merchants.js';
import { buyerParty, merchantParty, operatorParty } from './parties.js';

export type NamedOrder = Pick<OrderView, 'locale' | 'email' | 'recipient' | 'business'> & { readonly lines: readonly Pick<OrderView['lines'][number], 'id' | 'productName' | 'variantName' | 'merchantName'>[] };

export interface SaleFacts {
  readonly paid: OrderPaid;
  readonly order: NamedOrder;
  readonly merchants: ReadonlyMap<string, PaperMerchant>;
  readonly operator: OperatorConfig;
  /** Those that the order was frozen with; null where no tax is remitted in another currency. */
  readonly rates: RateTable | null;
  /** Calendar date. */
  readonly issuedOn: string;
}

/** One invoice for each issuer: the operator for what is digital and where the law has it supply goods, each merchant for the rest. */
export function composeSale(facts: SaleFacts): Draft[] {
  const groups = Map.groupBy(facts.paid.lines, (line) => issuerOf(line, facts.paid.buyerCountry));
  return Array.from(groups, ([issuer, lines]) => draftOf(facts, issuer, lines));
}

/** A parcel whose tax is left to the border, be it too dear for the scheme of small parcels, is the merchant's own supply. */
function issuerOf({ deliveryKind, merchantId, taxes }: PaidLine, country: string): string {
  const isTaxedAtBorder = taxes.some(({ reason }) => reason === 'import_at_border');
  return deliveryKind !== 'parcel' || (isDeemedSupplier(country, 'goods') && !isTaxedAtBorder) ? operatorIssuer : merchantId;
}

function isUnderOneStopShop({ taxes }: PaidLine): boolean {
  return taxes.some(({ authority, amount }) => authority.startsWith('EU-OSS-') && amount.amountMinor > 0n);
}

function draftOf(facts: SaleFacts, issuer: string, paidLines: readonly PaidLine[]): Draft {
  const { paid, order, merchants, operator, issuedOn } = facts;
  const { currency } = paid.total;
  const merchant = merchants.get(issuer);
  if (issuer !== operatorIssuer && !merchant) throw new Error(`The merchant ${issuer} of a paid order is in no cluster`);
  const issuing = merchant ? merchantParty(merchant, order.locale, operator) : operatorParty(operator, paidLines.some(isUnderOneStopShop));
  const buyer = buyerParty(paid, order, operator);
  const lines = settleCategories(paidLines.map((line) => lineOf(line, order, issuer === operatorIssuer)), issuing, buyer);
  const [only, ...others] = new Set(paidLines.map(({ merchantId }) => merchantId));
  return {
    sourceKey: `order:${paid.orderId}`, issuer, merchantId: only && !others.length ? only : null, orderId: paid.orderId, correctsId: null,
    document: {
      kind: 'invoice', purpose: 'sale', locale: order.locale, currency, issuedOn, suppliedOn: paid.paidAt.slice(0, 10), issuer: issuing, isInIssuersName: issuer !== operatorIssuer, operatorName: operator.name, buyer,
      placeOfSupply: paid.buyerCountry, orderNumber: paid.orderNumber, period: null, corrects: null, refundReason: null, lines, ...totalsOf(lines, currency),
      remittance: remittanceOf(lines, currency, facts.rates),
    },
  };
}

function lineOf({ lineId, quantity, net, tax, total, taxes }: PaidLine, { lines, locale }: NamedOrder, isOperators: boolean): InvoiceLine {
  const named = lines.find(({ id }) => id === lineId);
  if (!named) throw new Error(`The line ${lineId} of a paid order is not in the order`);
  const name = [named.productName, named.variantName].flatMap((text) => (text ? [translation(text, locale).text] : [])).join(' · ');
  return { lineId, name, merchantName: isOperators ? translation(named.merchantName, locale).text : null, quantity, net, tax, total, taxes, ...categoryOf(taxes, net) };
}

function remittanceOf(lines: readonly InvoiceLine[], currency: string, rates: RateTable | null): Remittance | null {
  const tax = remittedTax(lines, currency);
  return tax && rates && { currency: tax.currency, tax, rate: rateBetween(rates, currency, tax.currency), rateDate: rates.effectiveDate, rateSource: rates.source };
}
