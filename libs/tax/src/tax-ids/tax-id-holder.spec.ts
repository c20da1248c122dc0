import { DetermineTax } from '../determine-tax.js';
import type { Liabilities } from '../thresholds/liabilities.js';
import { NoTaxIdRegister } from './no-tax-id-register.js';
import { aLine, aRequest } from '../testing.js';

const everywhere = { standing: () => Promise.resolve({ measured: [], liableSince: new Map(), isLiable: () => true }) } as unknown as Liabilities;
const determine = new DetermineTax(new NoTaxIdRegister(false), everywhere);
const assess = (country: string, taxId: string) => determine.run(aRequest({ country, taxId, lines: [aLine({ currency: 'CNY' })] }));

describe('a well-formed tax number', () => {
  it.each([
    ['RU', '500100732259', 'private'], ['KZ', '990101300033', 'private'], ['BR', '111.444.777-35', 'private'],
    ['BN', '12345', 'formless'], ['KW', '300123456', 'formless'], ['MO', '81234567', 'formless'], ['QA', '5000012345', 'formless'],
  ])('of %s, %s, shows no business: its buyer is a consumer, and the tax says why', async (country, taxId, status) => {
    const { taxId: official, taxIdStatus, lines } = await assess(country, taxId);
    expect([official, taxIdStatus]).toEqual([null, status]);
    expect(lines.flatMap(({ taxes }) => taxes).map(({ reason }) => reason)).not.toContain('reverse_charge');
    expect(lines[0]?.taxes[0]?.legalSource).toContain(status === 'private' ? 'private person' : 'no form of tax id');
  });

  it.each([
    ['RU', '7707083893'], ['KZ', '940140000385'], ['BR', '11.222.333/0001-81'],
  ])('of a company of %s, %s, shows a business', async (country, taxId) => {
    const { taxId: official, taxIdStatus } = await assess(country, taxId);
    expect([official, taxIdStatus]).toEqual([taxId.replaceAll(/\D/g, ''), 'unverified']);
  });

  it.each([['RU', '500100732258'], ['KZ', '990101300034'], ['BR', '11144477736']])('of %s with a wrong check digit, %s, is refused as before', async (country, taxId) => {
    await expect(assess(country, taxId)).rejects.toMatchObject({ code: 'tax.tax_id_shape_invalid', field: 'taxId' });
  });
});
