import { createHash } from 'node:crypto';
import { clusterBanner } from './cluster-banner.js';
import { clusterMark } from './cluster-mark.js';
import { clusterPalette } from './cluster-palette.js';
import { hasOwnEmblem } from './emblem.js';
import { locatorMap } from './locator-map.js';
import { merchantMark } from './merchant-mark.js';

const IDS = (
  'yiwu keqiao jingdezhen chenghai shenzhen hangzhou-binjiang hengdian chengdu zhongguancun guiyang wuxi dalian ' +
  'shanghai-pudong nanjing guangzhou-tianhe xiamen hefei hainan wuhan guzhen jinjiang caoxian xuchang cixi'
).split(' ');

function openElements(svg: string): string[] {
  const open: string[] = [];
  const rest = svg.replace(/<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"<&]*(?:&[#\w]+;[^"<&]*)*")*)(\/?)>/g, (_, closing: string, name: string, __: string, selfClosing: string) => {
    if (closing && open.pop() !== name) throw new Error(`</${name}> closes another element`);
    if (!closing && !selfClosing) open.push(name);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`not an element: ${rest.slice(0, 80)}`);
  return open;
}

const art = (id: string): string[] => {
  const palette = clusterPalette(id);
  return [clusterBanner({ id, palette }), clusterMark({ id, palette }), merchantMark({ id, palette })];
};

describe('clusterPalette', () => {
  it('gives every place a pair of its own', () => {
    expect(new Set(IDS.map((id) => clusterPalette(id).join())).size).toBe(IDS.length);
  });

  it('gives a place that nobody has chosen colours for the same pair each time', () => {
    expect(clusterPalette('anywhere')).toEqual(clusterPalette('anywhere'));
    expect(clusterPalette('constructor').every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
  });
});

describe('banner, mark and seal', () => {
  it('knows an emblem for each cluster of the reference list', () => {
    expect(IDS.filter((id) => !hasOwnEmblem(id))).toEqual([]);
  });

  it('is well-formed, small and free of scripts, words and outside references', () => {
    for (const svg of [...IDS, 'a new place <&>'].flatMap(art)) {
      expect(openElements(svg)).toEqual([]);
      expect(Buffer.byteLength(svg)).toBeLessThan(6000);
      expect(svg).not.toMatch(/<script|<text|href|<style|NaN|undefined/);
    }
  });

  it('differs from place to place', () => {
    for (const kind of [0, 1, 2]) {
      expect(new Set(IDS.map((id) => art(id)[kind])).size).toBe(IDS.length);
    }
  });

  it('draws the seal of one merchant the same for ever', () => {
    const palette = clusterPalette('jingdezhen');
    expect(createHash('sha256').update(merchantMark({ id: 'merchant-7', palette })).digest('hex').slice(0, 16)).toBe('99d29d1d7eb6d69e');
    const seals = new Set(Array.from({ length: 200 }, (_, index) => merchantMark({ id: `m${index}`, palette })));
    expect(seals.size).toBeGreaterThan(180);
  });
});

describe('locatorMap', () => {
  it('rings the place and leaves it out of the other dots', () => {
    const here = { latitude: 29.27, longitude: 117.18 };
    const svg = locatorMap({ ...here, others: [here, { latitude: 40.05, longitude: 116.29 }], palette: clusterPalette('jingdezhen') });
    expect(openElements(svg)).toEqual([]);
    expect(svg.match(/h0/g)).toHaveLength(1);
    expect(svg).toContain('cx="145" cy="104.6" r="11"');
  });
});
