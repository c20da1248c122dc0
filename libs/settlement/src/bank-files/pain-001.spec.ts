import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';
import { money, newId } from '@silkport/values';
import type { BankAccount } from '../payout-methods/bank-account.js';
import { fitted, inBasicLatin } from './bank-text.js';
import { endToEndIdOf, painMessage, painNamespace, type BankTransfer } from './pain-001.js';

/** Elements of pain.001.001.09 that we may write, in the order of its schema; `!` marks those that must be there, `*` those that may repeat. */
const schema: Readonly<Record<string, readonly string[]>> = {
  Document: ['CstmrCdtTrfInitn!'],
  CstmrCdtTrfInitn: ['GrpHdr!', 'PmtInf!*', 'SplmtryData*'],
  GrpHdr: ['MsgId!', 'CreDtTm!', 'Authstn*', 'NbOfTxs!', 'CtrlSum', 'InitgPty!', 'FwdgAgt', 'InitnSrc'],
  PmtInf: [
    'PmtInfId!', 'PmtMtd!', 'ReqdAdvcTp', 'BtchBookg', 'NbOfTxs', 'CtrlSum', 'PmtTpInf', 'ReqdExctnDt!', 'PoolgAdjstmntDt', 'Dbtr!', 'DbtrAcct!', 'DbtrAgt!', 'DbtrAgtAcct',
    'InstrForDbtrAgt', 'UltmtDbtr', 'ChrgBr', 'ChrgsAcct', 'ChrgsAcctAgt', 'CdtTrfTxInf!*',
  ],
  ReqdExctnDt: ['Dt!'],
  CdtTrfTxInf: [
    'PmtId!', 'PmtTpInf', 'Amt!', 'XchgRateInf', 'ChrgBr', 'MndtRltdInf', 'ChqInstr', 'UltmtDbtr', 'IntrmyAgt1', 'CdtrAgt', 'CdtrAgtAcct', 'Cdtr', 'CdtrAcct', 'UltmtCdtr', 'InstrForCdtrAgt*',
    'InstrForDbtrAgt', 'Purp', 'RgltryRptg*', 'Tax', 'RltdRmtInf*', 'RmtInf', 'SplmtryData*',
  ],
  PmtId: ['InstrId', 'EndToEndId!', 'UETR'], Amt: ['InstdAmt!'], InitgPty: ['Nm', 'PstlAdr', 'Id'], Dbtr: ['Nm', 'PstlAdr', 'Id'], Cdtr: ['Nm', 'PstlAdr', 'Id'], PstlAdr: ['Ctry'],
  DbtrAcct: ['Id!', 'Tp', 'Ccy', 'Nm'], CdtrAcct: ['Id!', 'Tp', 'Ccy', 'Nm'], Id: ['IBAN', 'Othr'], Othr: ['Id!'], DbtrAgt: ['FinInstnId!'], CdtrAgt: ['FinInstnId!'],
  FinInstnId: ['BICFI', 'ClrSysMmbId', 'LEI', 'Nm', 'PstlAdr', 'Othr'], ClrSysMmbId: ['ClrSysId', 'MmbId!'], ClrSysId: ['Cd!'], RmtInf: ['Ustrd*', 'Strd*'],
};
const most: Readonly<Record<string, number>> = { MsgId: 35, PmtInfId: 35, EndToEndId: 35, Nm: 140, Ustrd: 140, MmbId: 35, Cd: 5, IBAN: 34 };

type Node = { readonly [name: string]: readonly Node[] | string };

/** What the schema would refuse of an element and of all in it. */
function faultsOf(name: string, children: readonly Node[], path = name): string[] {
  const [text] = children.filter((child) => '#text' in child).map((child) => String(child['#text']));
  if (text !== undefined) return [...text].length > (most[name] ?? Infinity) ? [`${path} is too long: ${text}`] : [];
  const allowed = schema[path.endsWith('Othr/Id') ? 'leaf' : name];
  if (!allowed) return [`${path} is empty or unknown`];
  const names = children.map((child) => Object.keys(child).find((key) => key !== ':@') ?? '');
  const order = allowed.map((each) => each.replaceAll(/[!*]/g, ''));
  const places = names.map((each) => order.indexOf(each));
  return [
    ...names.filter((_, index) => places[index] === -1).map((each) => `${path}/${each} is not allowed`),
    ...names.filter((_, index) => index > 0 && places[index]! < places[index - 1]!).map((each) => `${path}/${each} stands too late`),
    ...allowed.filter((each) => each.includes('!') && !names.includes(each.replaceAll(/[!*]/g, ''))).map((each) => `${path}/${each} is missing`),
    ...order.filter((each, index) => !allowed[index]?.includes('*') && names.filter((one) => one === each).length > 1).map((each) => `${path}/${each} is there twice`),
    ...children.flatMap((child, index) => faultsOf(names[index] ?? '', child[names[index] ?? ''] as readonly Node[], `${path}/${names[index]}`)),
  ];
}

function validated(xml: string): string[] {
  const parsed = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, ignoreDeclaration: true }).parse(xml) as Node[];
  const [root] = parsed;
  return faultsOf('Document', root?.Document as readonly Node[]);
}

const chinese: BankAccount = { country: 'CN', holderName: '景德镇蓝窑工作室', iban: null, accountNumber: '6222021234567890123', bankCode: '102100099996', bankName: '中国工商银行' };
const german: BankAccount = { country: 'DE', holderName: 'Größe & Müller GmbH', iban: 'DE89370400440532013000', accountNumber: null, bankCode: 'COBADEFFXXX', bankName: null };
const transfer = (to: BankAccount, amount = money(1_250n, 'EUR'), payoutId = newId()): BankTransfer => ({ payoutId, amount, to, remittance: 'Silkport 2026-11-23' });
const message = (transfers: readonly BankTransfer[], currency = 'EUR') => painMessage({
  messageId: endToEndIdOf(newId()), currency, madeAt: new Date('2026-11-23T08:15:00Z'), from: { holder: 'Silkport Demo', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' }, transfers,
});

describe('a file for the bank', () => {
  it('follows the schema: every element in its place, none missing, none too long', () => {
    expect(validated(message([transfer(german), transfer(german), transfer({ ...german, bankName: 'Commerzbank' })]))).toEqual([]);
    expect(validated(message([transfer(chinese, money(70_000n, 'CNY'))], 'CNY'))).toEqual([]);
  });

  it('would be refused with its elements in another order, so that the test above can fail', () => {
    expect(validated(message([transfer(german)]).replace(/(<MsgId>.*<\/MsgId>)\s*(<CreDtTm>.*<\/CreDtTm>)/, '$2$1'))).toEqual(['Document/CstmrCdtTrfInitn/GrpHdr/MsgId stands too late']);
    expect(validated(message([transfer(german)]).replace(/<EndToEndId>.*<\/EndToEndId>/, ''))).not.toEqual([]);
  });

  it('counts and sums what it holds, in the digits of the currency', () => {
    const xml = message([transfer(chinese, money(501n, 'JPY')), transfer(chinese, money(499n, 'JPY'))], 'JPY');
    expect(xml.match(/<NbOfTxs>2<\/NbOfTxs>/g)).toHaveLength(2);
    expect(xml.match(/<CtrlSum>1000<\/CtrlSum>/g)).toHaveLength(2);
    expect(message([transfer(chinese, money(12_345n, 'KWD'))], 'KWD')).toContain('<InstdAmt Ccy="KWD">12.345</InstdAmt>');
    expect(xml).toContain(`xmlns="${painNamespace}"`);
  });

  it('names a transfer by the pay-out, which fits without its hyphens', () => {
    const payoutId = newId();
    expect(message([transfer(german, money(1n, 'EUR'), payoutId)])).toContain(`<EndToEndId>${payoutId.replaceAll('-', '')}</EndToEndId>`);
  });

  it('spells names in basic Latin for SEPA, and leaves them in their own script elsewhere', () => {
    expect(message([transfer(german)])).toContain('<Nm>Grosse + Muller GmbH</Nm>');
    expect(message([transfer(chinese, money(100n, 'CNY'))], 'CNY')).toContain('<Nm>景德镇蓝窑工作室</Nm>');
    expect([inBasicLatin('ООО «Шёлк»'), inBasicLatin('Łódź Ærø'), inBasicLatin('شركة'), inBasicLatin('Ελιά')]).toEqual([undefined, 'Lodz Aero', undefined, 'Elia']);
  });

  it('stays well-formed and within its limits for any name', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (holderName) => {
      fc.pre(fitted(holderName, 140) !== '');
      expect(validated(message([transfer({ ...chinese, holderName }, money(100n, 'CNY'))], 'CNY'))).toEqual([]);
    }), { numRuns: 100 });
  });
});
