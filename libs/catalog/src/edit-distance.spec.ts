import { editDistance } from './edit-distance.js';

describe('edit distance', () => {
  it.each([
    ['', '', 0], ['', 'abc', 3], ['abc', '', 3], ['tea', 'tea', 0], ['cermaics', 'ceramics', 1], ['porcelan', 'porcelain', 1], ['lantren', 'lantern', 1],
    ['керамка', 'керамика', 1], ['kitten', 'sitting', 3], ['ca', 'abc', 3], ['😀a', 'a😀', 1],
  ])('between %j and %j is %d', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
    expect(editDistance(right, left)).toBe(distance);
  });
});
