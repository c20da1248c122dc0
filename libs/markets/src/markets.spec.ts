import { findCurrency } from './currencies.js';
import { findGroup, groups, groupsOf, marketsOfGroups } from './groups.js';
import { findMarket, markets, marketsOfGroup } from './markets.js';

const codesOf = (groupId: string) => marketsOfGroup(groupId).map(({ code }) => code).toSorted();

describe('markets and their groups', () => {
  it('gives every market one code and a currency that exists', () => {
    expect(new Set(markets.map(({ code }) => code)).size).toBe(markets.length);
    const withoutCurrency = markets.filter(({ currency, otherCurrencies }) =>
      ![currency, ...otherCurrencies].every((code) => findCurrency(code)));
    expect(withoutCurrency.map(({ code }) => code)).toEqual([]);
  });

  it('knows Kazakhstan by its codes, tenge and languages', () => {
    expect(findMarket('KZ')).toMatchObject({
      alpha3: 'KAZ', numeric: '398', name: 'Kazakhstan', callingCode: '+7', currency: 'KZT', locales: ['kk-KZ', 'ru-KZ', 'en-KZ'],
      provenance: { sources: ['iso', 'cldr'], asOf: '2026-11-23' },
    });
  });

  it('has no market for an economy that is not served or a code in small letters', () => {
    expect([findMarket('AQ'), findMarket('kz'), findMarket('')]).toEqual([undefined, undefined, undefined]);
  });

  it('names only members that are markets', () => {
    expect(groups.flatMap(({ members }) => members).filter((code) => !findMarket(code))).toEqual([]);
  });

  it('says the same of membership from the side of the group and of the market', () => {
    for (const group of groups) expect(codesOf(group.id)).toEqual(group.members.toSorted());
    for (const market of markets) expect(groupsOf(market.code).map(({ id }) => id).toSorted()).toEqual(market.groups.toSorted());
  });

  it('puts Kazakhstan in three groups, and only partners it in BRICS', () => {
    expect(groupsOf('KZ').map(({ id }) => id)).toEqual(['central-asia', 'sco', 'eaeu']);
    expect(findGroup('brics')?.partners).toContain('KZ');
  });

  it('counts a market of three groups once in their union', () => {
    const union = marketsOfGroups(['central-asia', 'sco', 'eaeu']);
    expect(union.filter((code) => code === 'KZ')).toHaveLength(1);
    expect(union).toHaveLength(new Set(union).size);
    expect(union.toSorted()).toEqual(['AM', 'BY', 'CN', 'IN', 'IR', 'KG', 'KZ', 'PK', 'RU', 'TJ', 'TM', 'UZ']);
  });

  it('refuses the union with a group that does not exist', () => {
    expect(() => marketsOfGroups(['asean', 'asaen'])).toThrow(RangeError);
    expect(marketsOfGroup('asaen')).toEqual([]);
  });

  it('keeps what is disputed, incomplete or from memory visible', () => {
    expect(findGroup('brics')?.memberFlags).toEqual({ SA: 'disputed' });
    expect(groups.filter(({ membersComplete }) => !membersComplete).map(({ id }) => id)).toEqual(['wto-eca-interim']);
    expect(findGroup('asean')?.provenance).toEqual({ sources: ['memory (admission of TL)'], asOf: '2026-11-23', confidence: 'memory' });
  });
});
