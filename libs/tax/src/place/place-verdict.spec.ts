import { placeVerdict } from './place-verdict.js';
import { evidence } from '../testing.js';

describe('the place of supply', () => {
  it.each([
    ['sufficient', 'DE', 'DE', [evidence('billing-address', 'DE'), evidence('ip-address', 'DE')]],
    ['pending', 'DE', 'DE', [evidence('billing-address', 'DE')]],
    ['pending', 'DE', 'DE', [evidence('self-declared', 'DE'), evidence('billing-address', 'DE')]],
    ['sufficient', 'KZ', 'KZ', []],
    ['sufficient', 'KZ', 'KZ', [evidence('phone-prefix', 'KZ')]],
    ['tie', 'DE', 'DE', [evidence('billing-address', 'DE'), evidence('ip-address', 'FR')]],
    ['tie', 'KZ', 'KZ', [evidence('ip-address', 'RU')]],
    ['majority', 'FR', 'DE', [evidence('billing-address', 'DE'), evidence('ip-address', 'FR'), evidence('card-country', 'FR')]],
    ['majority', 'DE', 'DE', [evidence('billing-address', 'DE'), evidence('ip-address', 'FR'), evidence('card-country', 'DE')]],
    ['tie', 'DE', 'DE', [evidence('billing-address', 'DE'), evidence('phone-prefix', 'DE'), evidence('ip-address', 'FR'), evidence('card-country', 'FR')]],
    ['majority', 'FR', 'DE', [evidence('ip-address', 'FR'), evidence('card-country', 'FR')]],
  ] as const)('is %s for %s, declared in %s', (place, country, declared, items) => {
    expect(placeVerdict(declared, items)).toEqual({ country, place });
  });

  it('is not contradicted by a proxy or a satellite, which is nowhere', () => {
    expect(placeVerdict('KZ', [evidence('ip-address', 'XX')]).place).toBe('sufficient');
    expect(placeVerdict('DE', [evidence('billing-address', 'DE'), evidence('ip-address', 'T1')]).place).toBe('pending');
  });

  it('counts two addresses of one kind once', () => {
    expect(placeVerdict('DE', [evidence('billing-address', 'DE', 'Berlin'), evidence('billing-address', 'DE', 'Bonn')]).place).toBe('pending');
  });

  it('counts network address and telephone as one test in Malaysia', () => {
    const both = [evidence('ip-address', 'MY'), evidence('phone-prefix', 'MY')];
    expect(placeVerdict('MY', [evidence('billing-address', 'MY'), ...both]).place).toBe('sufficient');
    expect(placeVerdict('AU', [evidence('billing-address', 'AU'), evidence('ip-address', 'MY'), evidence('phone-prefix', 'MY')]).place).toBe('tie');
  });

  it('does not count a network address in South Africa, whose law does not name it', () => {
    expect(placeVerdict('ZA', [evidence('ip-address', 'ZA')]).place).toBe('pending');
    expect(placeVerdict('ZA', [evidence('card-country', 'ZA')]).place).toBe('sufficient');
  });
});
