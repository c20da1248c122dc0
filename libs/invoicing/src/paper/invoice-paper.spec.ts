import { Phrases } from '@silkport/i18n';
import { renderPdf } from '@silkport/documents';
import { locales, money, newId, type Locale } from '@silkport/values';
import { extractText, getDocumentProxy } from 'unpdf';
import { invoicingContext } from '../invoicing.context.js';
import { composeCommission } from '../issuing/compose-commission.js';
import { aMerchant, demoOperator, documentsOf, kilnFacts, type SaleShape } from '../testing.js';
import { invoicePaper } from './invoice-paper.js';

const phrases = new Phrases([invoicingContext]);

async function paperOf(shape: SaleShape): Promise<{ text: string; bytes: Buffer; words: string }> {
  const [document] = documentsOf(shape);
  if (!document) throw new Error('No document');
  const paper = invoicePaper('SP-2026-000123', document, phrases);
  const bytes = await renderPdf(paper);
  return { bytes, words: JSON.stringify(paper), text: (await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })).text };
}

const reverseCharge = (locale: Locale): SaleShape => ({ locale, taxId: 'DE123456789', lines: [{ net: 10_000n, taxes: [{ ratePct: '0', reason: 'reverse_charge', legalSource: 'Directive 2006/112/EC art. 196' }] }] });

describe('an invoice on paper', () => {
  it.each(locales)('has all its words in %s, none of them a key', async (locale) => {
    const { words, bytes } = await paperOf(reverseCharge(locale));
    expect(words).not.toMatch(/invoicing\./);
    expect(words).toContain(phrases.say(locale, 'invoicing.reason_reverse_charge'));
    expect(bytes.length).toBeLessThan(150_000);
  });

  it('says number, parties, tax numbers, the reason of each tax and what was paid', async () => {
    const { text } = await paperOf(reverseCharge('en'));
    for (const words of ['SP-2026-000123', 'Silk OÜ', 'Sadama 1', 'VAT number: EE100931558', 'VAT number: DE123456789', 'anna@example.com', 'Reverse charge: the customer accounts for the tax', 'Directive 2006/112/EC art. 196', '€100.00', 'Nothing is left to pay']) {
      expect(text.replaceAll('\n', ' ')).toContain(words);
    }
  });

  it('bears the name and address of a buyer in Thailand', async () => {
    const { text } = await paperOf({ country: 'TH', currency: 'THB', recipient: { name: 'สมชาย ใจดี', street: '123/45 ถนนสุขุมวิท', city: 'กรุงเทพมหานคร', postalCode: '10110' }, lines: [{ net: 100n, tax: 7n, taxes: [{ ratePct: '7' }] }] });
    expect(text).toContain('สมชาย');
    expect(text).toContain('กรุงเทพมหานคร');
  });

  it('tells tax in the authority’s currency with its rate, its date and its source', async () => {
    const { words } = await paperOf({ country: 'SG', currency: 'USD', lines: [{ net: 1000n, tax: 90n, taxes: [{ ratePct: '9', remittanceAmount: money(123n, 'SGD') }] }] });
    expect(words).toMatch(/Tax in the currency of the tax authority: SGD.1\.23, at 1 USD = 1\.3636\d+ SGD \(ECB, November 20, 2026\)/);
  });

  it('tells the rate of a line that has no taxes of its own, as commission', () => {
    const merchantId = newId();
    const cny = (amount: bigint) => money(amount, 'CNY');
    const period = { merchantId, period: '2026-10', currency: 'CNY', from: '2026-10-01', until: '2026-11-01', opening: cny(0n), closing: cny(0n), net: cny(0n), commission: cny(10_000n), commissionTax: cny(600n) };
    const [draft] = composeCommission(period, aMerchant(merchantId), demoOperator, '2026-11-01');
    if (!draft) throw new Error('No draft');
    const words = JSON.stringify(invoicePaper('SPC-2026-000001', draft.document, phrases));
    for (const each of ['6%', '标准税率', '平台佣金，2026年10月', '中国', 'Silkport demo operator']) expect(words).toContain(each);
  });

  it('says in whose name the operator issued it', async () => {
    const { words } = await paperOf({ country: 'KZ', currency: 'KZT', lines: [{ net: 100n, isParcel: true, taxes: [{ ratePct: '0', reason: 'import_at_border' }] }] });
    expect(words).toContain('Issued by Silk OÜ in the name and on behalf of the merchant.');
    expect(words).toContain('Import tax is collected at the border');
  });

  const soldByMerchant: SaleShape = { country: 'KZ', currency: 'KZT', lines: [{ net: 100n, isParcel: true, taxes: [{ ratePct: '0', reason: 'import_at_border' }] }] };

  it('is the merchant’s by its legal name, address and number where it has told them, and says which it has not', async () => {
    const { words: whole, text } = await paperOf({ ...soldByMerchant, legalFacts: kilnFacts });
    for (const each of ['龙泉龙窑青瓷有限公司', '青瓷路 1 号', 'Dragon Kiln', 'accounts@kiln.example']) expect(whole).toContain(each);
    expect(text.replaceAll('\n', ' ')).toContain('Registration and tax number: 91000000DEM0000019');
    expect(whole).not.toContain('has not told us');
    expect((await paperOf({ ...soldByMerchant, legalFacts: { ...kilnFacts, legalName: null, taxId: null } })).words).toContain('The merchant has not told us: legal name and tax number.');
    expect((await paperOf({ ...soldByMerchant, locale: 'zh-CN' })).words).toContain('商家未提供：法定名称、街道地址、邮政编码、注册号和税号。');
  });

  it('is made out to a business by its name and address, and says where they are not told', async () => {
    const business = { name: 'Müller Keramikhandel GmbH', street: 'Lange Straße 12', city: 'Köln', postalCode: '50667' };
    const { words } = await paperOf({ ...reverseCharge('en'), business, recipient: { name: 'Anna Schmidt', street: 'Am Lager 3', city: 'Bonn' } });
    for (const each of ['Müller Keramikhandel GmbH', 'Lange Straße 12', '50667 Köln']) expect(words).toContain(each);
    expect(words).not.toMatch(/Anna Schmidt|has not told us/);
    expect((await paperOf(reverseCharge('en'))).words).toContain('The buyer has not told us: legal name, street, postal code, and city.');
  });

  it('tells the price of a piece, and what part of the net is taxed', async () => {
    const { words } = await paperOf({ country: 'ID', currency: 'IDR', lines: [{ net: 10_000_000n, tax: 1_100_000n, quantity: 3, taxes: [{ ratePct: '12', base: money(9_166_667n, 'IDR') }] }] });
    expect(words).toMatch(/Unit price without tax: IDR.33,333\.3333/);
    expect(words).toMatch(/The tax is on IDR.91,666\.67 of IDR.100,000\.00/);
  });

  it('tells the number of the One Stop Shop only of what is owed there', async () => {
    const oss = async (authority: string) => (await paperOf({ lines: [{ net: 100n, tax: 19n, taxes: [{ ratePct: '19', authority }] }] })).words.includes('EU372000041');
    expect([await oss('EU-OSS-DE'), await oss('ID')]).toEqual([true, false]);
  });
});
