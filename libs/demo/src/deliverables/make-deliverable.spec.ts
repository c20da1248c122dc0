import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { DELIVERABLE_FORMS } from './deliverable.js';
import type { Deliverable, DeliverableForm, DeliverableSubject } from './deliverable.js';
import { formFor } from './form-for.js';
import { makeDeliverable } from './make-deliverable.js';

/** pngjs ships no types; this is the part of it that is used. */
const { PNG } = createRequire(import.meta.url)('pngjs') as { PNG: { sync: { read(bytes: Buffer): { width: number; height: number } } } };

const LEAVES: [leaf: string, method: string, name: string, form?: DeliverableForm][] = [
  ['dp.film.drama', 'streaming', 'Costume drama, 36 episodes'], ['dp.film.microdrama', 'streaming', 'Island micro-drama'], ['dp.animation.series', 'streaming', 'Tea-spirit adventures & "friends"'],
  ['dp.animation.ip-licence', 'licence-key', 'Mascot licence'], ['dp.film.licence', 'milestone-deliverable', 'TV rights'], ['dp.games.mobile', 'licence-key', 'Panda game'], ['dp.games.pc', 'licence-key', 'Mask puzzle'],
  ['dp.games.source', 'file-download', 'Card-battle template'], ['dp.games.item', 'account-credit', '1,000 coins'], ['dp.lit.webnovel', 'subscription-access', 'Épic <full> book'], ['dp.lit.webcomic', 'subscription-access', 'Kitchen comic'],
  ['dp.lit.audiobook', 'streaming', 'Science-fiction audiobook'], ['dp.music.track', 'file-download', 'Guzheng album'], ['dp.music.sync', 'licence-key', 'Upbeat advert music'], ['dp.music.sfx', 'file-download', 'Combat sounds'],
  ['dp.music.sfx', 'file-download', 'Lion-dance percussion'], ['dp.pub.ebook', 'file-download', 'Lane houses'], ['dp.pub.journal', 'subscription-access', 'Article database'], ['dp.pub.courseware', 'file-download', 'Glaze course'],
  ['dp.visual.3d', 'file-download', 'Porcelain models'], ['dp.visual.font', 'licence-key', 'Brush font'], ['dp.visual.template', 'file-download', 'Theme'], ['dp.visual.photo', 'file-download', 'Plates'],
  ['dp.visual.pattern', 'file-download', 'Cloud-dragon pattern'], ['dp.immersive.vr', 'licence-key', 'VR tour'], ['ds.education.vocational', 'subscription-access', 'Python course'], ['ds.health.teleconsult', 'scheduled-service', 'Consultation'],
  ['ds.professional.legal', 'milestone-deliverable', 'Contract review'], ['ds.trade.logistics', 'shipment', 'Door booking'], ['ds.finance.payment', 'api-credential', 'Payout API'], ['dt.comms.esim', 'licence-key', 'Data plan'],
  ['dt.iot.twin', 'subscription-access', 'Energy twin'], ['dt.iot.sdk', 'licence-key', 'Mesh firmware'], ['dt.ai.vision', 'licence-key', 'Defect detection'], ['dt.ai.llm', 'api-credential', 'Model API'], ['dt.satnav.fleet', 'subscription-access', 'Fishing-boat tracking'],
  ['dt.satnav.module', 'licence-key', 'Positioning library'], ['dt.security.crypto', 'licence-key', 'Key service'], ['dt.security.waf', 'subscription-access', 'Firewall'], ['dt.software.mes', 'licence-key', 'MES'], ['dt.software.cad', 'licence-key', 'CAD seat'],
  ['dt.software.app', 'licence-key', 'Learning app'], ['dt.software.erp', 'subscription-access', 'Seller ERP'], ['da.dataset.training', 'file-download', 'Far-field speech corpus'], ['da.dataset.training', 'file-download', 'Bilingual news'],
  ['da.dataset.industry', 'file-download', 'Agricultural output'], ['da.dataset.scientific', 'file-download', 'Coral image set'], ['da.dataset.geo', 'file-download', 'Road network of Laos'], ['da.api.weather', 'api-credential', 'Weather API'], ['da.report.industry', 'file-download', 'Category report'],
  ['dp.visual.3d', 'file-download', 'Vessels, 50 pcs'], ['dp.visual.3d', 'file-download', 'IES light files with models, 200'], ['dp.visual.pattern', 'file-download', 'Geometric pack, 20 files'], ['dp.animation.short', 'file-download', 'Motion pack, 40 clips', 'svg-pack'],
  ['dt.software.app', 'licence-key', 'Photo-editing app'], ['dt.software.dev', 'licence-key', 'Low-code platform'], ['dt.software.ecommerce', 'subscription-access', 'Wig try-on widget'], ['dt.software.ecommerce', 'subscription-access', 'Review tool'],
  ['dt.software.ecommerce', 'subscription-access', 'Tax helper'], ['dt.software.erp', 'subscription-access', 'Project accounting'], ['dt.software.erp', 'subscription-access', 'Tender suite'], ['ds.education.language', 'scheduled-service', 'HSK words', 'zip-software'],
  ['ds.platform.storefront', 'subscription-access', 'Store pages', 'zip-software'], ['dt.security.waf', 'subscription-access', 'Scan', 'service-pack'],
];

const aSubject = (leaf: string, deliveryMethod: string, nameEn: string, form: DeliverableForm = formFor(leaf, deliveryMethod)): DeliverableSubject => ({
  productId: `test-${leaf}-${nameEn}`, taxonomy: leaf, nameEn, nameZh: '示例<产品>', descriptionEn: `${nameEn}: made with care & tested “twice”.`, descriptionZh: '精心制作。', merchantEn: 'Wénxīn Studio', merchantZh: '文心工作室',
  clusterEn: 'Example cluster', unit: 'copy', deliveryMethod, form,
});

const cases = LEAVES.map(([leaf, method, name, form]) => ({ label: `${leaf} ${name}`, subject: aSubject(leaf, method, name, form) }));
const made = new Map(cases.map(({ label, subject }) => [label, makeDeliverable(subject)]));
const files = [...made.values()].flat();
const ofKind = (ending: string): Deliverable[] => files.filter(({ fileName }) => fileName.endsWith(ending));
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Throws on tags that are not closed in order, on bare ampersands and on attributes without quotes. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const body = xml.replace(/<\?xml[^>]*\?>|<!DOCTYPE[^>]*>/g, '');
  const rest = body.replace(/<(\/?)([\w:-]+)((?:\s+[\w:-]+=(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g, (_, close: string, name: string, __: string, self: string) => {
    if (close) expect(open.pop()).toBe(name);
    else if (!self) open.push(name);
    return '';
  });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
  expect(body).not.toMatch(/&(?!(amp|lt|gt|quot|#\d+);)/);
}

function csvRows(text: string): string[][] {
  return text.trimEnd().split('\r\n').map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? ''));
}

describe('deliverables', () => {
  it('covers every form with the leaves of this table', () => {
    expect(new Set(cases.map(({ subject }) => subject.form))).toEqual(new Set(DELIVERABLE_FORMS));
  });

  it('chooses by the longest prefix and then by the delivery method', () => {
    expect(formFor('dp.film.licence', 'milestone-deliverable')).toBe('pdf');
    expect(formFor('dp.film.feature', 'streaming')).toBe('video-pack');
    expect(formFor('ds.unknown.leaf', 'scheduled-service')).toBe('service-pack');
    expect(formFor('xx.unknown', 'unknown')).toBe('pdf');
  });

  it.each(cases)('makes $label within the size limits, under safe and unique names', ({ label }) => {
    const own = made.get(label) ?? [];
    const total = own.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(total).toBeGreaterThan(5_000);
    expect(total).toBeLessThan(1_500_000);
    expect(new Set(own.map(({ fileName }) => fileName)).size).toBe(own.length);
    for (const { fileName, title } of own) {
      expect(fileName).toMatch(/^[a-z0-9][a-z0-9.-]{2,90}\.[a-z0-9]+$/);
      expect(title).not.toBe('');
    }
  });

  it('gives the same bytes for the same subject', () => {
    for (const { label, subject } of cases) {
      expect(makeDeliverable(subject).map(({ bytes }) => digest(bytes))).toEqual((made.get(label) ?? []).map(({ bytes }) => digest(bytes)));
    }
  });

  it('gives other bytes for another product', () => {
    const subject = aSubject('dp.visual.photo', 'file-download', 'Plates');
    expect(digest(makeDeliverable({ ...subject, productId: 'other' })[0]?.bytes ?? new Uint8Array())).not.toBe(digest(made.get('dp.visual.photo Plates')?.[0]?.bytes ?? new Uint8Array()));
  });

  it('writes documents that pdf-lib reads, with several pages and a title', async () => {
    expect(ofKind('.pdf').length).toBeGreaterThan(15);
    for (const { bytes } of ofKind('.pdf')) {
      expect(strFromU8(bytes.slice(0, 5), true)).toBe('%PDF-');
      const document = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
      expect(document.getPageCount()).toBeGreaterThan(3);
      expect(document.getTitle()).not.toBe('');
      expect(document.getCreationDate()?.toISOString()).toBe('2026-01-01T00:00:00.000Z');
    }
  });

  it('points every entry of the cross-reference table at its object', () => {
    for (const { bytes } of ofKind('.pdf')) {
      const text = strFromU8(bytes, true);
      const table = text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]));
      expect(table.startsWith('xref\n')).toBe(true);
      [...table.matchAll(/(\d{10}) 00000 n/g)].forEach((entry, index) => expect(text.startsWith(`${index + 1} 0 obj`, Number(entry[1]))).toBe(true));
    }
  });

  it('writes books with a stored mimetype first, well-formed pages and every listed file', () => {
    expect(ofKind('.epub').length).toBeGreaterThan(3);
    for (const { bytes } of ofKind('.epub')) {
      expect(strFromU8(bytes.slice(30, 58), true)).toBe('mimetypeapplication/epub+zip');
      expect(view(bytes).getUint16(8, true)).toBe(0);
      const entries = unzipSync(bytes);
      for (const [path, content] of Object.entries(entries)) if (/\.(xml|opf|xhtml|svg)$/.test(path)) assertWellFormed(strFromU8(content));
      const manifest = strFromU8(entries['EPUB/package.opf'] as Uint8Array);
      for (const [, href] of manifest.matchAll(/href="([^"]+)"/g)) expect(entries).toHaveProperty([`EPUB/${href}`]);
      expect([...manifest.matchAll(/idref="chapter-/g)].length).toBeGreaterThanOrEqual(3);
    }
  });

  it('writes tables whose rows fit the schema', () => {
    for (const { fileName, bytes } of ofKind('.csv')) {
      const [head, ...rows] = csvRows(strFromU8(bytes));
      const schema = JSON.parse(strFromU8(files.find((file) => file.fileName === fileName.replace('.csv', '.schema.json'))?.bytes as Uint8Array)) as { fields: { name: string; type: string }[]; primaryKey: string[] };
      expect(schema.fields.map(({ name }) => name)).toEqual(head);
      expect(rows.length).toBeGreaterThanOrEqual(500);
      const shapes: Record<string, RegExp> = { integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?$/, date: /^\d{4}-\d\d-\d\d$/, datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, boolean: /^(true|false)$/, string: /./ };
      for (const row of rows) {
        expect(row.length).toBe(head?.length);
        schema.fields.forEach(({ type }, index) => expect(row[index]).toMatch(shapes[type] as RegExp));
      }
      const keys = rows.map((row) => schema.primaryKey.map((name) => row[head?.indexOf(name) ?? 0]).join('|'));
      expect(new Set(keys).size).toBe(rows.length);
    }
  });

  it('writes pictures that decode, and animations that announce their frames', () => {
    for (const { bytes } of ofKind('.png')) expect(PNG.sync.read(Buffer.from(bytes)).width).toBeGreaterThanOrEqual(180);
    const pack = unzipSync(made.get('dp.visual.photo Plates')?.[0]?.bytes as Uint8Array);
    const pictures = Object.entries(pack).filter(([path]) => path.endsWith('.png'));
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    for (const [, content] of pictures) expect(PNG.sync.read(Buffer.from(content)).height).toBeGreaterThanOrEqual(512);
    for (const { bytes } of ofKind('-animatic.png')) {
      const text = strFromU8(bytes, true);
      expect(view(bytes).getUint32(text.indexOf('acTL') + 4)).toBe(text.split('fcTL').length - 1);
    }
  });

  it('writes recordings whose header states their length, and which are not silent', () => {
    expect(ofKind('.wav').length).toBeGreaterThan(8);
    for (const { bytes } of ofKind('.wav')) {
      expect(view(bytes).getUint32(4, true)).toBe(bytes.length - 8);
      expect(view(bytes).getUint32(40, true)).toBe(bytes.length - 44);
      const samples = Array.from({ length: (bytes.length - 44) / 2 }, (_, index) => Math.abs(view(bytes).getInt16(44 + index * 2, true)));
      expect(samples.reduce((sum, value) => sum + value, 0) / samples.length).toBeGreaterThan(150);
    }
  });

  it('writes JSON that parses and drawings that are well-formed', () => {
    for (const { bytes, fileName } of files) {
      if (/\.(json|geojson|gltf)$/.test(fileName)) expect(typeof JSON.parse(strFromU8(bytes))).toBe('object');
      if (fileName.endsWith('.svg')) assertWellFormed(strFromU8(bytes));
      if (fileName.endsWith('.zip')) for (const [path, content] of Object.entries(unzipSync(bytes))) if (path.endsWith('.svg')) assertWellFormed(strFromU8(content));
    }
  });

  it('writes light files whose values fit their angles and whose flux fits the beam', () => {
    const entries = unzipSync(made.get('dp.visual.3d IES light files with models, 200')?.[0]?.bytes as Uint8Array);
    const lights = Object.entries(entries).filter(([path]) => path.endsWith('.ies'));
    expect(lights).toHaveLength(200);
    for (const [, content] of lights) {
      const [first, , , tilt, lamp, , angles, , candela] = strFromU8(content).split('\r\n') as [string, string, string, string, string, string, string, string, string];
      expect([first, tilt]).toEqual(['IESNA:LM-63-2002', 'TILT=NONE']);
      const [degrees, values] = [angles.split(' ').map(Number), candela.split(' ').map(Number)];
      expect(values).toHaveLength(Number(lamp.split(' ')[3]));
      const flux = degrees.slice(1).reduce((sum, degree, index) => sum + 2 * Math.PI * (((values[index] ?? 0) + (values[index + 1] ?? 0)) / 2) * (Math.cos(((degrees[index] ?? 0) * Math.PI) / 180) - Math.cos((degree * Math.PI) / 180)), 0);
      expect(flux / Number(lamp.split(' ')[1])).toBeGreaterThan(0.9);
      expect(flux / Number(lamp.split(' ')[1])).toBeLessThan(1.1);
    }
  });

  it('keeps map layers inside of their box', () => {
    for (const { bytes } of ofKind('.geojson')) {
      const layer = JSON.parse(strFromU8(bytes)) as { bbox: number[]; features: { geometry: { coordinates: unknown[] } }[] };
      const [west, south, east, north] = layer.bbox as [number, number, number, number];
      const flat = layer.features.flatMap(({ geometry }) => (geometry.coordinates as unknown[]).flat(3) as number[]);
      expect(flat.length).toBeGreaterThan(500);
      flat.forEach((value, index) => {
        expect(value).toBeGreaterThanOrEqual((index % 2 === 0 ? west : south) - 1e-4);
        expect(value).toBeLessThanOrEqual((index % 2 === 0 ? east : north) + 1e-4);
      });
    }
  });

  it('ships programs that run, and a model that tells a scratch from a clean surface', () => {
    const folder = mkdtempSync(join(tmpdir(), 'deliverable-'));
    try {
      for (const { bytes, fileName } of ofKind('.zip')) {
        const entries = unzipSync(bytes);
        for (const [path, content] of Object.entries(entries)) if (!path.includes('/')) writeFileSync(join(folder, path), content);
        const run = (...args: string[]): string => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
        if (entries['cli.mjs']) {
          const start = (JSON.parse(strFromU8(entries['package.json'] as Uint8Array)) as { scripts: { start: string } }).scripts.start.split(' ').slice(1);
          expect({ fileName, output: run(...start).length > 8 }).toEqual({ fileName, output: true });
        }
        if (entries['inspect.mjs']) expect([run('inspect.mjs', 'defect.pgm'), run('inspect.mjs', 'clean.pgm')].map((answer) => (JSON.parse(answer) as { defect: boolean }).defect)).toEqual([true, false]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
