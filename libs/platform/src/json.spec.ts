import { fromJson, reviveJson, toJson } from './json.js';

describe('json', () => {
  it('carries minor units of any size and leaves other texts alone', () => {
    const value = { total: { amountMinor: 12_345_678_901_234_567_890n, currency: 'IDR' }, unitMinor: -1n, lines: [{ totalMinor: 0n }], number: 'SP-1', code: '123' };
    expect(fromJson(toJson(value))).toEqual(value);
    expect(reviveJson(JSON.parse(toJson(value)))).toEqual(value);
  });
});
