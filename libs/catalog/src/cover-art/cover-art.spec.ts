import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { coverArt } from './cover-art.js';
import { MOTIF_BY_PREFIX, motifFor, motifPrefix } from './motif-for.js';

const BRANCHES = (
  'dp.film dp.animation dp.games dp.lit dp.music dp.pub dp.visual dp.immersive ds.finance ds.education ds.health ds.professional ds.creative ' +
  'ds.marketing ds.platform ds.outsourcing ds.trade dt.comms dt.iot dt.cloud dt.ai dt.blockchain dt.satnav dt.software dt.security dt.licence ' +
  'da.dataset da.api da.service da.report g.small g.textile g.apparel g.ceramics g.toys g.electronics g.lighting g.furniture g.hardware ' +
  'g.appliance g.footwear g.beauty g.jewellery g.home g.food g.sports g.mobility g.culture'
).split(' ');
const PALETTE = ['#1f4e8c', '#8fbfae'] as const;
const cover = (productId: string, taxonomy: string, palette: readonly [string, string] = PALETTE): string => coverArt({ productId, taxonomy, deliveryMethod: 'file-download', palette });
const everyKind = [...new Set([...BRANCHES.map((branch) => `${branch}.new`), ...Object.keys(MOTIF_BY_PREFIX)])];

/** Reads the elements as an XML parser would and returns the names left open. */
function openElements(svg: string): string[] {
  const open: string[] = [];
  const rest = svg.replace(/<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"<&]*")*)(\/?)>/g, (_, closing: string, name: string, attributes: string, selfClosing: string) => {
    const names = [...attributes.matchAll(/ ([\w:-]+)=/g)].map(([, attribute]) => attribute);
    if (new Set(names).size !== names.length) throw new Error(`attribute twice in <${name}${attributes}>`);
    if (closing && open.pop() !== name) throw new Error(`</${name}> closes another element`);
    if (!closing && !selfClosing) open.push(name);
    return '';
  });
  if (rest !== '') throw new Error(`not an element: ${rest.slice(0, 80)}`);
  return open;
}

describe('motifFor', () => {
  it('has a motif of its own for every branch of the taxonomy', () => {
    expect(BRANCHES.filter((branch) => motifPrefix(`${branch}.anything`) === undefined)).toEqual([]);
    expect(motifPrefix('x.unknown')).toBeUndefined();
  });

  it('prefers the longest prefix and never splits a segment', () => {
    expect(motifPrefix('g.textile.silk')).toBe('g.textile.silk');
    expect(motifPrefix('g.textile.cotton')).toBe('g.textile');
    expect(motifPrefix('g.textiles')).toBeUndefined();
    expect(motifFor('g.textile.silk')).not.toBe(motifFor('g.textile.cotton'));
  });

  it('uses every motif that is drawn', () => {
    const drawn = readdirSync(new URL('./motifs/', import.meta.url)).filter((name) => name.endsWith('.ts'));
    expect(new Set(Object.values(MOTIF_BY_PREFIX)).size).toBe(drawn.length);
  });
});

describe('coverArt', () => {
  it('is well-formed, under 4 kB, without words, scripts or outside references, in every kind', () => {
    for (const kind of everyKind) {
      for (let index = 0; index < 25; index += 1) {
        const svg = cover(`product-${index}`, kind, index % 2 ? ['#f5f5f5', '#101010'] : PALETTE);
        expect(openElements(svg)).toEqual([]);
        expect(Buffer.byteLength(svg)).toBeLessThan(4000);
        expect(svg).not.toMatch(/<script|<text|<style|href|NaN|undefined|Infinity|e-\d/);
        expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 400 300"/);
      }
    }
  });

  it('paints only its own element ids', () => {
    for (const kind of everyKind) {
      const svg = cover('one', kind);
      const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
      expect(used.filter((id) => !ids.includes(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('gives two products of one kind different covers', () => {
    for (const kind of everyKind) {
      const covers = new Set(Array.from({ length: 12 }, (_, index) => cover(`p${index}`, kind).replace(/c[0-9a-z]{4,7}(?=[a-z][")])/g, '')));
      expect(covers.size).toBeGreaterThan(6);
    }
  });

  it('never changes a picture that buyers have seen', () => {
    const print = createHash('sha256');
    for (const kind of ['g.ceramics.tea', 'g.textile.cotton', 'dp.lit.webnovel', 'da.dataset.geo', 'ds.professional.consulting', 'dt.software.dev']) {
      print.update(cover('product-1', kind));
    }
    expect(print.digest('hex').slice(0, 16)).toBe('095b83431f16c124');
  });
});
