import { checkedLegalFacts } from './checked-legal-facts.js';
import { missingFacts, noLegalFacts, type LegalFactsView } from './legal-facts-view.js';

const uscc = '91110000600037341L';
const checked = (facts: Partial<LegalFactsView>, home = 'CN') => checkedLegalFacts({ ...noLegalFacts, ...facts }, home);

describe('the legal facts of a merchant', () => {
  it('are trimmed, and what is blank is not known', async () => {
    expect(await checked({ legalName: ' 景德镇蓝窑工作室 ', streetLines: ['  ', ' 陶溪川 1 号 '], postalCode: ' ', city: '景德镇' })).toEqual({ ...noLegalFacts, legalName: '景德镇蓝窑工作室', streetLines: ['陶溪川 1 号'], city: '景德镇' });
  });

  it('have numbers in the form that the register has them in', async () => {
    expect(await checked({ registrationNumber: '91110000-60003734 1l', taxId: uscc.toLowerCase() })).toMatchObject({ registrationNumber: uscc, taxId: uscc });
    expect(await checked({ country: 'DE', registrationNumber: 'HRB 86786 München', taxId: '136 695 976' })).toMatchObject({ registrationNumber: 'HRB 86786 München', taxId: 'DE136695976' });
  });

  it.each([
    ['a code whose check character is wrong', { registrationNumber: '91110000600037341X' }, 'registrationNumber'], ['a code that is too short', { registrationNumber: '9111000060003734' }, 'registrationNumber'],
    ['a tax number with a wrong check digit', { country: 'DE', taxId: 'DE136695978' }, 'taxId'], ['a Chinese code for a seat elsewhere', { country: 'SG', registrationNumber: uscc }, 'registrationNumber'],
  ])('are refused with %s', async (_what, facts, field) => {
    await expect(checked(facts)).rejects.toMatchObject({ field });
  });

  it('are of the merchant’s own country/region where they tell none', async () => {
    await expect(checked({ taxId: uscc }, 'DE')).rejects.toMatchObject({ code: 'clusters.tax_id_invalid' });
  });

  it('tell what an invoice lacks', () => {
    expect(missingFacts(noLegalFacts)).toEqual(['legalName', 'streetLines', 'postalCode', 'city', 'registrationNumber', 'taxId']);
    expect(missingFacts({ ...noLegalFacts, legalName: 'A', streetLines: ['B'], taxId: 'C' })).toEqual(['postalCode', 'city', 'registrationNumber']);
    expect(missingFacts({ ...noLegalFacts, country: 'HK', city: 'Kowloon' })).toEqual(['legalName', 'streetLines', 'registrationNumber', 'taxId']);
  });
});
