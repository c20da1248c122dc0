import data from './data/taxonomy.json' with { type: 'json' };
import names from './data/taxonomy-names.json' with { type: 'json' };
import { childrenOf, findTaxonomyNode, leavesUnder, pathOf, taxonomyNodes, taxonomyRoots } from './taxonomy.js';

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('the taxonomy', () => {
  it('has five roots in the order of the table', () => {
    expect(ids(taxonomyRoots)).toEqual(['digital-products', 'digital-services', 'digital-technology', 'data', 'goods']);
  });

  it('shows the way from the root to a leaf', () => {
    expect(ids(pathOf('dp.animation.series'))).toEqual(['digital-products', 'dp.animation', 'dp.animation.series']);
    expect(pathOf('dp.nothing')).toEqual([]);
  });

  it('finds the leaves of a branch, and a leaf as its own', () => {
    expect(leavesUnder('dp.pub')).toEqual(['dp.pub.ebook', 'dp.pub.journal', 'dp.pub.courseware']);
    expect(leavesUnder('dp.pub.ebook')).toEqual(['dp.pub.ebook']);
    expect(leavesUnder('dp.nothing')).toEqual([]);
  });

  it('places each leaf under exactly one root', () => {
    const under = taxonomyRoots.flatMap(({ id }) => leavesUnder(id));
    expect(under).toHaveLength(180);
    expect(under.toSorted()).toEqual(ids(taxonomyNodes.filter(({ level }) => level === 3)).toSorted());
  });

  it('puts every child one level below its parent, whose children name it', () => {
    for (const { id, parent, level } of taxonomyNodes) {
      expect(parent === null ? 0 : findTaxonomyNode(parent)?.level).toBe(level - 1);
      if (parent) expect(ids(childrenOf(parent))).toContain(id);
    }
  });

  it('classifies an animation series as a service and a tea set as goods', () => {
    expect(findTaxonomyNode('dp.animation.series')).toMatchObject({
      kind: 'service', supplyMode: 'both', ebops2010: 'SK11', taxClass: 'ess', deliveryMethods: ['streaming', 'subscription-access'],
      complianceTags: ['content-rating', 'video', 'minors'], hsChapters: [],
    });
    expect(findTaxonomyNode('g.ceramics.tea')).toMatchObject({
      kind: 'goods', supplyMode: 'ordered', hsChapters: ['69'], hsHeadingHint: '6911', deliveryMethods: ['shipment'],
    });
  });

  it('uses only modes, tax classes, methods and tags that the table explains', () => {
    const { supply_modes: modes, tax_classes: classes, delivery_methods: methods, compliance_tags: tags } = data.enums;
    for (const node of taxonomyNodes.filter(({ level }) => level === 3)) {
      expect(Object.keys(modes)).toContain(node.supplyMode);
      expect(Object.keys(classes)).toContain(node.taxClass);
      expect(Object.keys(methods)).toEqual(expect.arrayContaining([...node.deliveryMethods]));
      expect(Array.isArray(tags) ? tags : Object.keys(tags)).toEqual(expect.arrayContaining([...node.complianceTags]));
    }
  });

  it('is named in four languages, each in its own script', () => {
    expect(Object.keys(names).toSorted()).toEqual(ids(data.nodes).toSorted());
    for (const { names: written } of taxonomyNodes) {
      expect(Object.keys(written)).toEqual(['en', 'zh-CN', 'ru', 'ar']);
      expect(written.en).toMatch(/^[\dA-Z]/);
      expect(written['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(written.ru).toMatch(/\p{Script=Cyrillic}/u);
      expect(written.ar).toMatch(/\p{Script=Arabic}/u);
    }
  });

  it('never gives two siblings the same name', () => {
    for (const parent of [null, ...ids(taxonomyNodes)]) {
      const siblings = parent === null ? taxonomyRoots : childrenOf(parent);
      for (const locale of ['en', 'zh-CN', 'ru', 'ar'] as const) {
        expect(new Set(siblings.map(({ names: written }) => written[locale])).size).toBe(siblings.length);
      }
    }
  });
});
