import { taxonomyNodes } from '@silkport/markets';
import { kindsOfLeaf } from './leaf-kinds.js';

describe('the kinds of a class', () => {
  it.each([
    ['dp.pub.ebook', ['download', 'stream', 'data-set', 'subscription', 'course', 'bundle']], ['dt.software.cad', ['download', 'licence-key', 'data-set', 'course', 'bundle']],
    ['da.api.weather', ['api-access', 'bundle']], ['ds.education.language', ['booking', 'service', 'bundle']], ['ds.creative.vfx', ['commission', 'service', 'bundle']], ['dp.games.item', ['licence-key', 'api-access', 'bundle']],
    ['g.ceramics.tea', ['parcel', 'bundle']], ['ds.trade.logistics', ['service', 'bundle']], ['da.dataset.geo', ['data-set', 'bundle']], ['g.ceramics', []], ['nothing', []],
  ])('%s are %j', (leaf, kinds) => {
    expect(kindsOfLeaf(leaf)).toEqual(kinds);
  });

  it('are one besides the bundle at least for every leaf of the taxonomy', () => {
    expect(taxonomyNodes.filter(({ id, level }) => level === 3 && kindsOfLeaf(id).length < 2)).toEqual([]);
  });
});
