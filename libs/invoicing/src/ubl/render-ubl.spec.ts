import fc from 'fast-check';
import { Phrases } from '@silkport/i18n';
import { money, newId } from '@silkport/values';
import { aRefund } from '../../../ordering/src/testing.js';
import type { InvoiceDocument } from '../documents/invoice-document.js';
import { invoicingContext } from '../invoicing.context.js';
import { composeCommission } from '../issuing/compose-commission.js';
import { composeCorrection } from '../issuing/compose-correction.js';
import { composeSale } from '../issuing/compose-sale.js';
import { aMerchant, aSale, demoOperator, documentsOf, estonianOperator, kilnFacts, type LineShape, type SaleShape } from '../testing.js';
import { rules } from '../testing/en16931-rules.js';
import { readUbl } from '../testing/read-ubl.js';
import { renderUbl } from './render-ubl.js';

const phrases = new Phrases([invoicingContext]);
const number = 'SP-2026-000001';
const ubl = (document: InvoiceDocument) => renderUbl(number, document, phrases);
const taxed = (ratePct: string, reason: 'standard' | 'reduced' = 'standard') => [{ ratePct, reason, name: 'VAT' }];
const untaxed = (reason: NonNullable<LineShape['taxes']>[number]['reason']) => [{ ratePct: '0', reason }];

const shapes: Readonly<Record<string, SaleShape>> = {
  'two rates': { lines: [{ net: 9408n, tax: 1787n, taxes: taxed('19') }, { net: 333n, tax: 63n, taxes: taxed('19'), quantity: 3 }, { net: 935n, tax: 65n, taxes: taxed('7', 'reduced') }] },
  'reverse charge within the Union': { taxId: 'DE123456789', lines: [{ net: 10_000n, taxes: untaxed('reverse_charge') }] },
  'a buyer who accounts for the tax, with a number without letters': { country: 'AU', currency: 'AUD', taxId: '51824753556', lines: [{ net: 10_000n, taxes: untaxed('buyer_accounts') }] },
  'a zero rate beside a taxed line': { lines: [{ net: 1000n, taxes: untaxed('zero_rated') }, { net: 100n, tax: 20n }] },
  'what is exempt': { lines: [{ net: 1000n, taxes: untaxed('exempt') }] },
  'an export, in Russian': { country: 'KZ', currency: 'KZT', locale: 'ru', lines: [{ net: 100_000n, taxes: untaxed('export') }] },
  'what is outside the scope of tax': { country: 'US', currency: 'USD', lines: [{ net: 1000n, taxes: untaxed('regime_unknown') }, { net: 100n, taxes: [] }] },
  'what is outside the scope beside a taxed line': { country: 'US', currency: 'USD', lines: [{ net: 1000n, taxes: untaxed('not_taxed') }, { net: 100n, tax: 8n, taxes: taxed('8') }] },
  'Indonesia: 12 % on 11/12': { country: 'ID', currency: 'IDR', lines: [{ net: 10_000_000n, tax: 1_100_000n, taxes: [{ ratePct: '12', reason: 'standard', base: money(9_166_667n, 'IDR') }] }] },
  'two taxes on one line, as in Québec': { country: 'CA', currency: 'CAD', lines: [{ net: 10_000n, tax: 1498n, taxes: [{ ratePct: '5', amount: money(500n, 'CAD'), reason: 'standard' }, { ratePct: '9.975', amount: money(998n, 'CAD'), reason: 'standard' }] }] },
  'dinars of three decimals, in Arabic': { country: 'KW', currency: 'KWD', locale: 'ar', lines: [{ net: 11_905n, tax: 595n, taxes: taxed('5'), quantity: 7 }, { net: 1234n, tax: 66n, taxes: taxed('5') }] },
  'yen without decimals': { country: 'JP', currency: 'JPY', lines: [{ net: 909n, tax: 91n, taxes: taxed('10') }, { net: 455n, tax: 45n, taxes: taxed('10'), quantity: 2 }] },
  'tax remitted in another currency, in Chinese': { country: 'SG', currency: 'USD', locale: 'zh-CN', lines: [{ net: 1000n, tax: 90n, taxes: [{ ratePct: '9', reason: 'standard', remittanceAmount: money(123n, 'SGD') }] }] },
  'a parcel that is taxed at the border, of a merchant': {
    country: 'KZ', currency: 'KZT', recipient: { name: 'สมชาย ใจดี', street: '123/45 ถนนสุขุมวิท', city: 'กรุงเทพมหานคร', postalCode: '10110' }, lines: [{ net: 5000n, taxes: untaxed('import_at_border'), isParcel: true }],
  },
  'a business with name and address': { taxId: 'DE136695976', business: { name: 'Müller Keramikhandel GmbH', street: 'Lange Straße 12', city: 'Köln', postalCode: '50667' }, lines: [{ net: 10_000n, taxes: untaxed('reverse_charge') }] },
  'a parcel of a merchant with legal facts': { country: 'KZ', currency: 'KZT', legalFacts: kilnFacts, lines: [{ net: 5000n, taxes: untaxed('import_at_border'), isParcel: true }] },
  'a zero rate of a merchant with legal facts': { country: 'KZ', currency: 'KZT', legalFacts: kilnFacts, lines: [{ net: 5000n, taxes: untaxed('export'), isParcel: true }] },
  'the demo’s operator': { operator: demoOperator, lines: [{ net: 1000n, tax: 190n, taxes: taxed('19') }] },
};

function credited(): InvoiceDocument[] {
  const sale = aSale(shapes['two rates'] ?? { lines: [] });
  const invoices = composeSale(sale).map(({ document, issuer }) => ({ id: newId(), issuer, number, document }));
  return composeCorrection(aRefund(sale.paid), invoices, '2026-11-24').map(({ document }) => document);
}

function commission(commissionMinor: bigint, taxMinor: bigint, operator = estonianOperator): InvoiceDocument[] {
  const cny = (amount: bigint) => money(amount, 'CNY');
  const period = { merchantId: newId(), period: '2026-10', currency: 'CNY', from: '2026-10-01', until: '2026-11-01', opening: cny(0n), closing: cny(0n), net: cny(1n), commission: cny(commissionMinor), commissionTax: cny(taxMinor) };
  return composeCommission(period, aMerchant(period.merchantId), operator, '2026-11-01').map(({ document }) => document);
}

const documents: readonly (readonly [string, readonly InvoiceDocument[]])[] = [
  ...Object.entries(shapes).map(([name, shape]) => [name, documentsOf(shape)] as const), ['a credit note', credited()], ['a merchant’s commission', commission(12_345n, 741n)],
  ['commission given back', commission(-2000n, -120n)], ['commission without tax', commission(12_345n, 0n)], ['commission of the demo’s operator', commission(12_345n, 741n, demoOperator)],
];
const read = documents.flatMap(([name, each]) => each.map((document) => [name, readUbl(ubl(document))] as const));

describe('every kind of document', () => {
  it.each(Object.entries(rules))('keeps %s', (_id, holds) => {
    expect(read.filter(([, document]) => !holds(document)).map(([name]) => name)).toEqual([]);
  });

  it('is of each category that there is, so that its rules were tried', () => {
    expect(new Set(documents.flatMap(([, each]) => each.flatMap(({ lines }) => lines.map(({ category }) => category))))).toEqual(new Set(['S', 'Z', 'E', 'AE', 'G', 'O']));
  });

  it.each([
    ['BR-CO-14', /(<cbc:TaxAmount currencyID="EUR">)19\.15/, '$119.16'], ['BR-CO-10', /(<cbc:LineExtensionAmount currencyID="EUR">)9\.35/, '$19.36'], ['BR-CO-16', /(<cbc:PrepaidAmount currencyID="EUR">)125/, '$1124'],
    ['BR-S-09', /(<cbc:Percent>)19/, '$129'], ['BR-S-02', /<cac:PartyTaxScheme>[\s\S]*<\/cac:PartyTaxScheme>/, ''], ['BR-02', /<cbc:ID>SP-2026-000001<\/cbc:ID>/, ''], ['BR-DEC-23', /9\.35/g, '9.350'],
    ['PEPPOL-EN16931-R120', /(<cbc:BaseQuantity unitCode="C62">)3/, '$12'], ['PEPPOL-EN16931-R003', /<cac:OrderReference>[\s\S]*<\/cac:OrderReference>/, ''], ['PEPPOL-EN16931-CL008', /schemeID="9931"/, 'schemeID="EM"'],
  ] as const)('would not keep %s with a wrong figure', (id, wrong, right) => {
    const [document] = documentsOf(shapes['two rates'] ?? { lines: [] });
    if (!document) throw new Error('No document');
    const broken = ubl(document).replace(wrong, right);
    expect(broken).not.toBe(ubl(document));
    expect(rules[id]?.(readUbl(broken))).toBe(false);
  });
});

describe('amounts', () => {
  it('sum to what was charged, to the minor unit, whatever the lines', () => {
    const line = fc.record({ net: fc.bigInt({ min: 1n, max: 10_000_000n }), rate: fc.constantFrom(5n, 7n, 19n, 20n), quantity: fc.integer({ min: 1, max: 99 }) });
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom('EUR', 'KWD', 'USD'), (given, currency) => {
      // What can be charged in dinars is a multiple of ten fils.
      const lines = given.map(({ net, rate, quantity }) => {
        const tax = (net * rate) / 100n;
        const gross = currency === 'KWD' ? ((net + tax) / 10n + 1n) * 10n : net + tax;
        return { net: gross - tax, tax, quantity, taxes: taxed(String(rate)) };
      });
      const [document] = documentsOf({ currency, lines });
      if (!document) throw new Error('No document');
      const parsed = readUbl(ubl(document));
      const scale = currency === 'KWD' ? 1000n : 10_000n;
      expect(parsed.document.amount('LegalMonetaryTotal/PrepaidAmount')).toBe(document.total.amountMinor * scale);
      for (const id of ['BR-CO-10', 'BR-CO-13', 'BR-CO-14', 'BR-CO-15', 'BR-CO-16', 'BR-S-08', 'BR-DEC-09 to 18', 'PEPPOL-EN16931-R120']) expect([id, rules[id]?.(parsed)]).toEqual([id, true]);
    }), { numRuns: 60 });
  });
});

describe('the text', () => {
  it('is the same each time, in the buyer’s language, with what XML does not bear left out', () => {
    const [document] = documentsOf({ locale: 'ru', lines: [{ net: 100n, taxes: untaxed('exempt'), name: 'A <b> & \u0007 B' }] });
    if (!document) throw new Error('No document');
    expect(ubl(document)).toBe(ubl(document));
    expect(ubl(document)).toContain('Освобождено от налога — Directive 2006/112/EC');
    expect(readUbl(ubl(document)).lines[0]?.text('Item/Name')).toBe('A <b> &  B');
  });
});

describe('the parties', () => {
  const partyOf = (shape: SaleShape, side: 'Supplier' | 'Customer') => {
    const [document] = documentsOf(shape);
    if (!document) throw new Error('No document');
    const { document: read } = readUbl(ubl(document));
    const text = (path: string) => read.text(`Accounting${side}Party/Party/${path}`);
    return {
      legal: text('PartyLegalEntity/RegistrationName'), trade: text('PartyName/Name'), registration: text('PartyLegalEntity/CompanyID'), street: text('PostalAddress/StreetName'), city: text('PostalAddress/CityName'),
      postalCode: text('PostalAddress/PostalZone'), taxNumber: text('PartyTaxScheme/CompanyID'),
    };
  };

  it('are the merchant by its legal facts (BT-27, 28, 30, 32, 35, 37, 38)', () => {
    expect(partyOf(shapes['a parcel of a merchant with legal facts'] ?? { lines: [] }, 'Supplier')).toEqual({
      legal: '龙泉龙窑青瓷有限公司', trade: 'Dragon Kiln', registration: '91000000DEM0000019', street: '青瓷路 1 号', city: '龙泉市', postalCode: '323700', taxNumber: '91000000DEM0000019',
    });
  });

  it('are the business by the name and address that it told (BT-44, 48, 50, 52, 53)', () => {
    expect(partyOf(shapes['a business with name and address'] ?? { lines: [] }, 'Customer')).toEqual({
      legal: 'Müller Keramikhandel GmbH', trade: 'Müller Keramikhandel GmbH', registration: '', street: 'Lange Straße 12', city: 'Köln', postalCode: '50667', taxNumber: 'DE136695976',
    });
  });
});
