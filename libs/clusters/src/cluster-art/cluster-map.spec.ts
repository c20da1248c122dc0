import { clusterMap } from './cluster-map.js';
import type { ClusterMapPoint } from './cluster-map.js';
import { labelWidth, overlap, placeLabels } from './place-labels.js';
import { graticule, project } from './projection.js';
import { spreadDots } from './spread-dots.js';

const FRAME = { width: 720, height: 560, margin: 20 };
const PLACES: [string, number, number][] = [
  ['Yiwu small commodities', 29.3068, 120.0751], ['Keqiao textiles', 30.0786, 120.4936], ['Jingdezhen ceramics', 29.2688, 117.1784],
  ['Chenghai toys', 23.466, 116.756], ['Shenzhen electronics and smart hardware', 22.5431, 114.0579],
  ['Hangzhou Binjiang: animation, e-commerce and digital trade', 30.2084, 120.212], ['Hengdian film and television', 29.147, 120.303],
  ['Chengdu games and digital culture', 30.545, 104.062], ['Zhongguancun software and AI', 40.048, 116.29], ['Guiyang big data', 26.647, 106.6302],
  ['Wuxi Internet of Things', 31.4912, 120.3119], ['Dalian service outsourcing', 38.862, 121.526], ['Shanghai Pudong: online literature, fintech and platforms', 31.208, 121.598],
  ['China (Nanjing) Software Valley', 31.979, 118.762], ['Guangzhou Tianhe: games, music and remote medicine', 23.125, 113.327],
  ['Xiamen Software Park: animation, games and maritime software', 24.488, 118.181], ['Hefei speech valley', 31.8206, 117.129],
  ['Hainan: Eco-Software Park and free-trade port', 19.737, 110.007], ['Wuhan Optics Valley: BeiDou and remote sensing', 30.506, 114.4],
  ['Guzhen lighting', 22.613, 113.19], ['Jinjiang footwear and sportswear', 24.781, 118.552], ['Cao County hanfu and stage costumes', 34.825, 115.542],
  ['Xuchang hair products', 34.0357, 113.8526], ['Cixi and Ningbo small appliances', 30.17, 121.266],
];

const point = (label: string, latitude: number, longitude: number): ClusterMapPoint => ({ id: label.slice(0, 5), latitude, longitude, href: `/clusters/${encodeURIComponent(label)}`, label, palette: ['#1f4e8c', '#8fbfae'] });
const POINTS = PLACES.map(([label, latitude, longitude]) => point(label, latitude, longitude));

function anchorsOf(points: readonly ClusterMapPoint[]): { x: number; y: number; label: string }[] {
  return spreadDots(points.map((one) => project(one, FRAME)), 12).map((dot, index) => ({ ...dot, label: points[index]?.label ?? '' }));
}

describe('labels of the cluster map', () => {
  it.each([
    ['whole English names', POINTS],
    ['short names', POINTS.map((one) => ({ ...one, label: one.label.split(' ')[0] ?? '' }))],
    ['Chinese names', POINTS.map((one) => ({ ...one, label: '工业互联网与智能硬件' }))],
    ['long Russian names', POINTS.map((one) => ({ ...one, label: 'Электроника и умное оборудование' }))],
  ])('cover no other label and no dot: %s', (_, points) => {
    const anchors = anchorsOf(points);
    const placed = placeLabels(anchors, FRAME.width, FRAME.height);
    const boxes = placed.flatMap((one) => (one ? [one.box] : []));
    expect(boxes).toHaveLength(points.length);
    boxes.forEach((box, index) => {
      expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
      expect(anchors.some(({ x, y }) => overlap(box, { left: x - 4, top: y - 4, right: x + 4, bottom: y + 4 }))).toBe(false);
      expect(box.left >= 0 && box.right <= FRAME.width && box.top >= 0 && box.bottom <= FRAME.height).toBe(true);
    });
  });

  it('uses leader lines where the delta is crowded and none for a place alone', () => {
    const placed = placeLabels(anchorsOf(POINTS), FRAME.width, FRAME.height);
    expect(placed.some((one) => one?.leader)).toBe(true);
    expect(placeLabels([{ x: 300, y: 200, label: 'Alone' }], 720, 560)[0]).toMatchObject({ side: 'start', text: 'Alone' });
  });

  it('reckons a Chinese letter wider than a Latin one', () => {
    expect(labelWidth('义乌')).toBeGreaterThan(labelWidth('Yi'));
  });
});

describe('clusterMap', () => {
  it('links every cluster under its whole name, once', () => {
    const svg = clusterMap(POINTS, 'Clusters');
    expect(svg.match(/<a /g)).toHaveLength(24);
    expect(svg).toContain('aria-label="Hangzhou Binjiang: animation, e-commerce and digital trade"');
    expect(svg).toContain('role="group" aria-label="Clusters"');
    expect(svg).not.toMatch(/NaN|undefined|<style|<script/);
    expect(clusterMap(POINTS, 'Clusters')).toBe(svg);
  });

  it('escapes names and addresses', () => {
    const svg = clusterMap([{ ...point('A', 30, 110), label: `"<b>&'x`, href: '/c?a=1&b="2"' }]);
    expect(svg).toContain('aria-label="&quot;&lt;b&gt;&amp;&#39;x"');
    expect(svg).toContain('href="/c?a=1&amp;b=&quot;2&quot;"');
    expect(svg).not.toContain('<b>');
  });

  it('draws a map of no clusters', () => {
    expect(clusterMap([])).toMatch(/^<svg .*<\/svg>$/);
  });
});

describe('projection and dots', () => {
  it('puts north up, east right and the window inside the frame', () => {
    expect(project({ latitude: 47, longitude: 112.5 }, FRAME)).toEqual({ x: 360, y: 20 });
    expect(project({ latitude: 17, longitude: 112.5 }, FRAME)).toEqual({ x: 360, y: 540 });
    expect(project({ latitude: 30, longitude: 97 }, FRAME).x).toBeGreaterThan(0);
    expect(graticule(FRAME).lines).toContain('H720');
  });

  it('keeps neighbours in the delta far enough apart to press, near their true place', () => {
    const honest = POINTS.map((one) => project(one, FRAME));
    const dots = spreadDots(honest, 12);
    dots.forEach((a, i) => {
      dots.slice(i + 1).forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(11.5));
      expect(Math.hypot(a.x - (honest[i]?.x ?? 0), a.y - (honest[i]?.y ?? 0))).toBeLessThan(14);
    });
    expect(spreadDots([{ x: 1, y: 1 }, { x: 1, y: 1 }], 12)[0]).not.toEqual({ x: 1, y: 1 });
  });
});
