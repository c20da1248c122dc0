import { accountNamed } from './account-named.js';

describe('an account asked for by name', () => {
  it.each(['bank', 'tax_payable:EU-OSS-DE', 'merchant_payable:019a3b1c-7f00-7abc-8def-0123456789ab'])('is found: %s', (name) => {
    expect(accountNamed(name)).toBe(name);
  });

  it.each(['', 'nonsense', 'merchant_payable', 'merchant_payable:', 'bank:me', 'constructor', "tax_payable:x' OR '1", 'BANK', 'tax_payable:\u0000'])('is refused: %j', (name) => {
    expect(() => accountNamed(name)).toThrow('ledger.account_unknown');
  });
});
