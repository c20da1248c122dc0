import { stableNumber } from './stable-number.js';

interface Repeat {
  readonly width: number;
  readonly height: number;
  /** Lines of the tile; they meet at its edges. */
  readonly d: string;
}

/** The repeat of each place, named after the thing it comes from. */
const REPEATS: Readonly<Record<string, Repeat>> = {
  /* market stalls */ yiwu: { width: 40, height: 40, d: 'M0 20L20 0l20 20-20 20zM12 20l8-8 8 8-8 8z' },
  /* plain weave */ keqiao: { width: 32, height: 32, d: 'M0 4h16M0 12h16M20 0v16M28 0v16M16 20h16M16 28h16M4 16v16M12 16v16' },
  /* crackle */ jingdezhen: { width: 72, height: 60, d: 'M0 12L18 22 40 8 72 12M18 22L14 44 0 52M14 44L40 60M40 0v8M40 8l12 28 20 16M52 36L36 46l4 14' },
  /* studs */ chenghai: { width: 36, height: 36, d: 'M0 0h36M0 0v36M18 10a8 8 0 1 0 .1 0z' },
  /* traces */ shenzhen: { width: 60, height: 60, d: 'M0 15h20l10 10v35M30 0v5l10 10h20M0 45h12M60 45H48M12 42a3 3 0 1 0 .1 0zM48 42a3 3 0 1 0 .1 0z' },
  /* lake ripples */ 'hangzhou-binjiang': { width: 60, height: 24, d: 'M0 12q15-12 30 0t30 0M0 20q15-12 30 0t30 0' },
  /* roof tiles */ hengdian: { width: 32, height: 32, d: 'M0 0q0 16 16 16T32 0M-16 16q0 16 16 16t16-16 16 16 16-16' },
  /* bamboo */ chengdu: { width: 48, height: 72, d: 'M12 0v30m0 4v38M36 0v60m0 4v8M8 32h8M32 62h8M12 32q12-2 16-14M36 62q-10-2-14-12' },
  /* helix */ zhongguancun: { width: 48, height: 48, d: 'M12 0q24 24 0 48M36 0q-24 24 0 48M18 10h12M18 38h12' },
  /* terraces */ guiyang: { width: 80, height: 40, d: 'M0 30q20-26 40-10t40 10M0 20q20-26 40-10t40 10M0 40q20-26 40-10t40 10' },
  /* signals */ wuxi: { width: 56, height: 56, d: 'M28 22a6 6 0 1 0 .1 0zM28 12a16 16 0 0 1 16 16M28 44a16 16 0 0 1-16-16M28 4a24 24 0 0 1 24 24M28 52A24 24 0 0 1 4 28' },
  /* sea waves */ dalian: { width: 48, height: 30, d: 'M0 24q12 0 12-12t12-6q-6 0-6 8t10 10h20' },
  /* pearls on a line */ 'shanghai-pudong': { width: 40, height: 60, d: 'M10 0v16m0 12v32M30 0v40m0 12v8M10 16a6 6 0 1 0 .1 0zM30 40a6 6 0 1 0 .1 0z' },
  /* plum lattice */ nanjing: { width: 56, height: 56, d: 'M0 28L28 0l28 28-28 28zM28 18v20M18 28h20M21 21l14 14M35 21L21 35' },
  /* kapok */ 'guangzhou-tianhe': { width: 56, height: 56, d: 'M28 28q-12-12 0-24 12 12 0 24 12-12 24 0-12 12-24 0 12 12 0 24-12-12 0-24-12 12-24 0 12-12 24 0' },
  /* sails */ xiamen: { width: 48, height: 48, d: 'M24 4v32H6Q10 14 24 4zM4 42h40' },
  /* speech bars */ hefei: { width: 60, height: 48, d: 'M6 20v8M16 14v20M26 6v36M36 16v16M46 10v28M56 20v8' },
  /* palm fronds */ hainan: { width: 60, height: 60, d: 'M30 60Q28 30 30 0M30 14Q18 10 8 20M30 14q12-4 22 6M30 34Q18 30 8 40M30 34q12-4 22 6M30 54Q18 50 8 60M30 54q12-4 22 6' },
  /* orbits */ wuhan: { width: 80, height: 80, d: 'M40 30a10 10 0 1 0 .1 0zM4 40a36 14 0 1 0 72 0 36 14 0 1 0-72 0zM40 4a14 36 0 1 0 .1 0z' },
  /* lanterns */ guzhen: { width: 48, height: 64, d: 'M24 0v14M16 14h16M16 46h16M16 14q-14 16 0 32M32 14q14 16 0 32M24 14v50' },
  /* tread */ jinjiang: { width: 36, height: 24, d: 'M0 12L9 3l18 18 9-9M0 20l9-9 8 8M36 4l-9 9-8-8' },
  /* crossed collars */ caoxian: { width: 48, height: 48, d: 'M0 0l24 24L48 0M0 10l24 24 24-24M0 24l24 24 24-24' },
  /* strands */ xuchang: { width: 24, height: 80, d: 'M4 0q-12 20 0 40t0 40M12 0q-12 20 0 40t0 40M20 0q-12 20 0 40t0 40' },
  /* celadon bowls */ cixi: { width: 56, height: 40, d: 'M6 10h44q-2 18-16 20v4H22v-4Q8 28 6 10zM10 18h36' },
};

const SPARE: readonly [Repeat, ...Repeat[]] = [
  { width: 48, height: 48, d: 'M0 24L24 0l24 24-24 24z' },
  { width: 40, height: 40, d: 'M20 6a14 14 0 1 0 .1 0zM20 14a6 6 0 1 0 .1 0z' },
  { width: 60, height: 24, d: 'M0 12q15-12 30 0t30 0' },
];

/** An SVG pattern element with the cluster's repeat in one line colour. */
export function groundPattern(clusterId: string, elementId: string, colour: string, scale: number): string {
  const own = Object.hasOwn(REPEATS, clusterId) ? REPEATS[clusterId] : undefined;
  const { width, height, d } = own ?? SPARE[stableNumber(clusterId) % SPARE.length] ?? SPARE[0];
  return `<pattern id="${elementId}" width="${width}" height="${height}" patternUnits="userSpaceOnUse" patternTransform="scale(${scale})"><path d="${d}" fill="none" stroke="${colour}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></pattern>`;
}
