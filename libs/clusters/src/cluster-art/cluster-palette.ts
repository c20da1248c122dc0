/** Deep colour first, accent second, each chosen for its place. */
const PALETTES: Readonly<Record<string, readonly [string, string]>> = {
  yiwu: ['#9c3f2e', '#e9b44c'],
  keqiao: ['#3b4a8c', '#e08f6b'],
  jingdezhen: ['#1f4e8c', '#8fbfae'],
  chenghai: ['#c2452d', '#f2c14e'],
  shenzhen: ['#14575e', '#f0885a'],
  'hangzhou-binjiang': ['#2b6b5e', '#e8b7a0'],
  hengdian: ['#6e2430', '#d8a657'],
  chengdu: ['#2e6140', '#ef9f76'],
  zhongguancun: ['#33406b', '#c9b27c'],
  guiyang: ['#3d5a3a', '#d2b48c'],
  wuxi: ['#1d6a80', '#f3b98d'],
  dalian: ['#2a4d7c', '#f4a59a'],
  'shanghai-pudong': ['#47375f', '#e3a857'],
  nanjing: ['#5b3c62', '#dfa9b5'],
  'guangzhou-tianhe': ['#a63a4a', '#f5b58a'],
  xiamen: ['#00707a', '#f2a477'],
  hefei: ['#355c7d', '#e6c068'],
  hainan: ['#0d7467', '#f6c177'],
  wuhan: ['#244a66', '#e7877a'],
  guzhen: ['#5a4128', '#f3c253'],
  jinjiang: ['#b0482f', '#7fb7be'],
  caoxian: ['#8c2f4b', '#c6cf9b'],
  xuchang: ['#4b3226', '#d99873'],
  cixi: ['#4a6670', '#e7b98a'],
};

/** Pairs for clusters that join later, until somebody chooses theirs. */
const SPARE = [
  ['#2f6f62', '#e0b07a'],
  ['#44527d', '#e3a38d'],
  ['#7a3e3a', '#d9bf77'],
  ['#3f5d46', '#e6ab83'],
  ['#2d5f77', '#e9c48b'],
  ['#5f4462', '#d8b08f'],
] as const;

/** The two `#rrggbb` colours of a cluster, deep one first; an unknown id always gets the same spare pair. */
export function clusterPalette(clusterId: string): readonly [string, string] {
  const chosen = Object.hasOwn(PALETTES, clusterId) ? PALETTES[clusterId] : undefined;
  if (chosen) return chosen;
  const sum = Array.from(clusterId).reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 99991, 7);
  return SPARE[sum % SPARE.length] ?? SPARE[0];
}
