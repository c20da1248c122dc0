import { isNotModified, rangeApplies, type Conditions } from './conditional-request.js';

const file = { etag: '"a1"', lastModified: new Date('2026-11-23T08:00:00.750Z') };
const [earlier, same, later] = ['Mon, 23 Nov 2026 07:59:59 GMT', 'Mon, 23 Nov 2026 08:00:00 GMT', 'Mon, 23 Nov 2026 08:00:01 GMT'];

describe('a conditional request', () => {
  it.each<[Conditions, boolean]>([
    [{}, false],
    [{ ifNoneMatch: '"a1"' }, true],
    [{ ifNoneMatch: 'W/"a1"' }, true],
    [{ ifNoneMatch: '"b2", "a1"' }, true],
    [{ ifNoneMatch: '*' }, true],
    [{ ifNoneMatch: '"b2"' }, false],
    [{ ifNoneMatch: 'a1' }, false],
    [{ ifNoneMatch: '"b2"', ifModifiedSince: later }, false],
    [{ ifModifiedSince: same }, true],
    [{ ifModifiedSince: later }, true],
    [{ ifModifiedSince: earlier }, false],
    [{ ifModifiedSince: 'yesterday' }, false],
  ])('with %j is answered "not modified": %s', (conditions, wanted) => {
    expect(isNotModified(conditions, file)).toBe(wanted);
  });

  it.each<[string | undefined, boolean]>([
    [undefined, true], ['"a1"', true], ['"b2"', false], ['W/"a1"', false], ['a1', false], [same, true], [earlier, false], [later, false], ['', false],
  ])('with If-Range %s may get a part: %s', (ifRange, wanted) => {
    expect(rangeApplies({ ifRange }, file)).toBe(wanted);
  });
});
