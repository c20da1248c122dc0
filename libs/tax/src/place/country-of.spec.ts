import { countryOfIp, countryOfPhone, isDeemedSupplier } from '../index.js';

describe('the country/region of a network address', () => {
  it.each([['8.8.8.8', 'US'], ['2.132.0.1', 'KZ'], ['::ffff:8.8.8.8', 'US'], ['77.88.8.8', 'RU']])('%s is %s', (ip, country) => {
    expect(countryOfIp(ip)).toBe(country);
  });

  it.each(['127.0.0.1', '10.1.2.3', '192.168.0.1', '172.16.0.1', '172.31.255.1', '100.64.0.1', '169.254.1.1', '0.0.0.0', '255.255.255.255', '::1', 'fe80::1', '2001:db8::1', '', 'localhost', '8.8.8'])('%s has none', (ip) => {
    expect(countryOfIp(ip)).toBeUndefined();
  });
});

describe('the country/region of a telephone number', () => {
  it.each([
    ['+77011234567', 'KZ'], ['+7 717 212 34 56', 'KZ'], ['+7 916 123-45-67', 'RU'], ['+1 204 234 5678', 'CA'], ['+1 212 555 0123', 'US'], ['+8613812345678', 'CN'], ['+97150 123 4567', 'AE'],
  ])('%s is %s', (phone, country) => {
    expect(countryOfPhone(phone)).toBe(country);
  });

  it.each(['87011234567', '', '+', '+7', '+999123456789', 'ten', '+'.padEnd(100, '7')])('%s has none', (phone) => {
    expect(countryOfPhone(phone)).toBeUndefined();
  });
});

describe('the deemed supplier', () => {
  it('is the marketplace in the Union for what is digital and for small parcels', () => {
    expect([isDeemedSupplier('DE', 'digital'), isDeemedSupplier('DE', 'goods')]).toEqual([true, true]);
  });

  it('is the merchant where the law does not say otherwise, or nobody knows', () => {
    expect(['AE', 'HK', 'CN', 'AQ'].map((country) => isDeemedSupplier(country, 'digital'))).toEqual([false, false, false, false]);
    expect([isDeemedSupplier('TH', 'digital'), isDeemedSupplier('TH', 'goods')]).toEqual([true, false]);
  });
});
