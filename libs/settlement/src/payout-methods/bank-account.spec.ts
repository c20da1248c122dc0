import { checkedBankAccount, maskedAccount, type WantedBankAccount } from './bank-account.js';
import { stripeReaches } from './stripe-reach.js';

const german = { holderName: ' Größe GmbH ', iban: 'de89 3704 0044 0532 0130 00', bankCode: 'cobadeff' };
const chinese = { holderName: '景德镇蓝窑工作室', country: 'CN', accountNumber: '6222 0212 3456 7890 123', bankCode: '102100099996', bankName: '中国工商银行' };
const codeOf = (wanted: WantedBankAccount) => {
  try {
    return checkedBankAccount(wanted).country;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a bank account', () => {
  it('is kept without blanks, in capitals', () => {
    expect(checkedBankAccount(german)).toEqual({ country: 'DE', holderName: 'Größe GmbH', iban: 'DE89370400440532013000', accountNumber: null, bankCode: 'COBADEFF', bankName: null });
    expect(checkedBankAccount(chinese)).toMatchObject({ country: 'CN', iban: null, accountNumber: '6222021234567890123', bankCode: '102100099996' });
  });

  it.each([
    ['a wrong check digit', { ...german, iban: 'DE88370400440532013000' }, 'settlement.iban_invalid'],
    ['an IBAN that is too short', { ...german, iban: 'DE8937040044053201300' }, 'settlement.iban_invalid'],
    ['an IBAN of a country/region that has none', { ...german, iban: 'CN89370400440532013000' }, 'settlement.iban_invalid'],
    ['an IBAN and an account number', { ...german, accountNumber: '1234567890', country: 'CN' }, 'settlement.iban_invalid'],
    ['a wrong BIC', { ...german, bankCode: 'COBADEF' }, 'settlement.bic_invalid'],
    ['an account number where there are IBANs', { ...chinese, country: 'KZ' }, 'settlement.account_number_invalid'],
    ['no account', { ...chinese, accountNumber: undefined }, 'settlement.account_number_invalid'],
    ['an account number with letters in China', { ...chinese, accountNumber: '62220212345678901AB' }, 'settlement.account_number_invalid'],
    ['a BIC where CNAPS is needed', { ...chinese, bankCode: 'ICBKCNBJ' }, 'settlement.cnaps_code_invalid'],
  ])('is refused with %s', (_what, wanted, code) => expect(codeOf(wanted)).toBe(code));

  it('without IBAN elsewhere needs the bank’s BIC', () => {
    expect([codeOf({ ...chinese, country: 'TH', bankCode: 'BKKBTHBK' }), codeOf({ ...chinese, country: 'TH' })]).toEqual(['TH', 'settlement.bic_invalid']);
  });

  it('is shown by its last four characters', () => expect(maskedAccount('DE89370400440532013000')).toBe('•••• 3000'));
});

describe('the payment provider', () => {
  it('reaches some countries/regions and not others', () => expect(['KZ', 'DE', 'CN', 'RU', 'IR'].map(stripeReaches)).toEqual([true, true, false, false, false]));
});
