import { noLegalFacts, type LegalFactsView } from '@silkport/clusters';
import type { OrderPaid, PaidLine } from '@silkport/ordering';
import { loadConfig, type OperatorConfig } from '@silkport/platform';
import type { RateTable } from '@silkport/pricing';
import type { TaxLine } from '@silkport/tax';
import { money, newId, type Locale } from '@silkport/values';
import type { DataSource } from 'typeorm';
import { Order, OrderLine } from '../../ordering/src/order.entity.js';
import { aPaidLine, aPaidOrder, aTaxLine } from '../../ordering/src/testing.js';
import type { PaperMerchant } from './issuing/paper-merchants.js';
import { composeSale, type NamedOrder, type SaleFacts } from './issuing/compose-sale.js';

export const estonianOperator: OperatorConfig = {
  name: 'Silk OÜ', addressLines: ['Sadama 1', '10111 Tallinn'], country: 'EE', email: 'tax@silk.example', vatId: 'EE100931558', ossNumber: 'EU372000041', registration: '12345678', peppolId: undefined,
};

export const demoOperator = loadConfig({}).operator;

export const rates: RateTable = { rateSetId: newId(), base: 'EUR', effectiveDate: '2026-11-20', source: 'ECB', rates: new Map([['USD', '1.1'], ['KZT', '560'], ['SGD', '1.5'], ['KWD', '0.34'], ['CNY', '7.8'], ['EUR', '1']]) };

export interface LineShape {
  readonly net: bigint;
  readonly tax?: bigint;
  readonly taxes?: readonly Partial<TaxLine>[];
  readonly quantity?: number;
  readonly isParcel?: boolean;
  readonly name?: string;
  readonly merchantId?: string;
}

export interface SaleShape {
  readonly currency?: string;
  readonly country?: string;
  readonly taxId?: string;
  readonly locale?: Locale;
  readonly operator?: OperatorConfig;
  readonly recipient?: NamedOrder['recipient'];
  readonly business?: NamedOrder['business'];
  readonly legalFacts?: LegalFactsView;
  readonly lines: readonly LineShape[];
}

/** What `aMerchant` can tell of itself. */
export const kilnFacts: LegalFactsView = {
  ...noLegalFacts, legalName: '龙泉龙窑青瓷有限公司', streetLines: ['青瓷路 1 号'], postalCode: '323700', city: '龙泉市', region: '浙江省', country: 'CN', registrationNumber: '91000000DEM0000019', taxId: '91000000DEM0000019',
  accountsEmail: 'accounts@kiln.example',
};

export function aMerchant(id: string, legalFacts: LegalFactsView | null = null): PaperMerchant {
  return { legalFacts, id, slug: 'dragon-kiln', clusterId: 'longquan', name: { en: 'Dragon Kiln', 'zh-CN': '龙窑' }, city: { en: 'Longquan', 'zh-CN': '龙泉' }, story: {}, sizeClass: 'small-and-medium', foundedYear: 1998, country: 'CN' };
}

/** All that the invoices of a sale are composed of. A tax that is not told further is 20 % of the line's whole net. */
export function aSale({ currency = 'EUR', country = 'DE', taxId, locale = 'en', operator = estonianOperator, recipient = null, business = null, legalFacts, lines: shapes }: SaleShape): SaleFacts {
  const of = (amountMinor: bigint) => money(amountMinor, currency);
  const lines = shapes.map(({ net, tax = 0n, taxes, quantity = 1, isParcel, merchantId }): PaidLine => aPaidLine({
    net: of(net), tax: of(tax), total: of(net + tax), quantity, deliveryKind: isParcel ? 'parcel' : 'download', ...(merchantId && { merchantId }),
    taxes: (taxes ?? [{ ratePct: '20' }]).map((given) => aTaxLine({
      jurisdiction: country, authority: country, base: of(net), amount: of(tax), remittanceBase: of(net), remittanceAmount: of(tax), legalSource: 'Directive 2006/112/EC', ...given,
    })),
  }));
  const total = of(lines.reduce((sum, line) => sum + line.total.amountMinor, 0n));
  const paid: OrderPaid = aPaidOrder({ buyerCountry: country, buyerTaxId: taxId ?? null, total, lines });
  const order: NamedOrder = {
    locale, email: 'anna@example.com', recipient, business,
    lines: lines.map(({ lineId }, index) => ({ id: lineId, productName: { en: shapes[index]?.name ?? 'Celadon glaze recipes', 'zh-CN': '青瓷釉料配方' }, variantName: null, merchantName: { en: 'Dragon Kiln', 'zh-CN': '龙窑' } })),
  };
  return { paid, order, merchants: new Map(lines.map(({ merchantId }) => [merchantId, aMerchant(merchantId, legalFacts)])), operator, rates, issuedOn: '2026-11-23' };
}

export function documentsOf(shape: SaleShape) {
  return composeSale(aSale(shape)).map(({ document }) => document);
}

/** Puts the order of a sale where its reads find it. */
export async function placeOrder(dataSource: DataSource, { paid, order }: Pick<SaleFacts, 'paid' | 'order'>): Promise<void> {
  const { orderId, orderNumber, buyerCountry, total, placedAt, paidAt, lines } = paid;
  await dataSource.manager.insert(Order, {
    id: orderId, number: `${orderNumber}-${orderId}`, quoteId: newId(), status: 'paid', email: order.email, locale: order.locale, country: buyerCountry, currency: total.currency,
    totalMinor: total.amountMinor, rateSetId: newId(), recipient: order.recipient, business: order.business, placedAt: new Date(placedAt), expiresAt: new Date(paidAt), paidAt: new Date(paidAt),
  });
  await dataSource.manager.insert(OrderLine, lines.map((line, index) => ({
    orderId, position: index, id: line.lineId, merchantId: line.merchantId, merchantName: order.lines[index]?.merchantName ?? {}, productId: line.productId, productCode: 'P-1', productSlug: 'p-1',
    productName: order.lines[index]?.productName ?? {}, variantId: line.variantId, clusterId: line.clusterId, taxonomyId: line.taxonomyId, deliveryKind: line.deliveryKind,
    digitallyOrdered: true, digitallyDelivered: true, quantity: line.quantity, unitMinor: line.total.amountMinor, totalMinor: line.total.amountMinor, netMinor: line.net.amountMinor,
    taxMinor: line.tax.amountMinor, merchantCurrency: line.merchantTotal.currency, merchantTotalMinor: line.merchantTotal.amountMinor, merchantNetMinor: line.merchantNet.amountMinor,
    commissionMinor: line.commission.amountMinor, commissionTaxMinor: line.commissionTax.amountMinor, payableMinor: line.payable.amountMinor, rate: line.rate, referenceRate: line.rate,
  })));
}
