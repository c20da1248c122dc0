/** Line emblems in a box of 64 units, centred on 32 32: what a visitor would draw from memory of the place. */
const EMBLEMS: Readonly<Record<string, string>> = {
  yiwu: 'M32 13a11 11 0 1 1 0 22 11 11 0 0 1 0-22zM32 35v17M32 20a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM21 22q-6 3-6 10M43 22q6 3 6 10M15 34v0M49 34v0M29 52h6',
  keqiao: 'M14 24h36M14 32h36M14 40h36M22 16v6M22 26v12M22 42v6M32 16v14M32 34v14M42 16v6M42 26v12M42 42v6',
  jingdezhen: 'M27 14h10M28 14c0 7-2 8-6 12-5 5-5 12 1 18l2 6h14l2-6c6-6 6-13 1-18-4-4-6-5-6-12M20 32h24M22 38h20',
  chenghai: 'M16 28h32v18H16zM20 28v-5h8v5M36 28v-5h8v5M24 23v-4M40 23v-4M16 37h32M32 37v9',
  shenzhen: 'M22 22h20v20H22zM28 28h8v8h-8zM26 22v-7M32 22v-7M38 22v-7M26 42v7M32 42v7M38 42v7M22 26h-7M22 32h-7M22 38h-7M42 26h7M42 32h7M42 38h7',
  'hangzhou-binjiang': 'M13 34c10-15 28-15 38 0M19 34v-5M26 34V25M32 34V23M38 34V25M45 34v-5M13 34h38M16 41q4-4 8 0t8 0 8 0 8 0M20 48q4-4 8 0t8 0 8 0',
  hengdian: 'M12 27q12-2 20-12 8 10 20 12M17 27h30M20 27v18M44 27v18M28 45V35h8v10M14 47h36M26 21h12',
  chengdu: 'M32 20a12 12 0 1 1 0 24 12 12 0 0 1 0-24zM32 14v3M44.7 19.3l-2 2M50 32h-3M44.7 44.7l-2-2M32 50v-3M19.3 44.7l2-2M14 32h3M19.3 19.3l2 2M26 32q6-8 12 0-6 8-12 0z',
  zhongguancun: 'M22 14c0 12 20 12 20 18S22 38 22 50M42 14c0 12-20 12-20 18s20 6 20 18M24 19h16M27 32h10M24 45h16',
  guiyang: 'M13 46l10-20 7 12 8-18 13 26zM20 32h6M35 27h6M18 51h28',
  wuxi: 'M32 26a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM22 22a14 14 0 0 0 0 20M42 22a14 14 0 0 1 0 20M17 17a21 21 0 0 0 0 30M47 17a21 21 0 0 1 0 30',
  dalian: 'M32 14v34M25 22h14M18 36q0 12 14 12t14-12M18 36l-3 4M18 36l4 3M46 36l3 4M46 36l-4 3M32 14a3 3 0 1 0 .1 0z',
  'shanghai-pudong': 'M32 12v8M32 20a4 4 0 1 0 .1 0zM32 28v6M32 34a6 6 0 1 0 .1 0zM29 45l-6 7M35 45l6 7M32 46v6M18 52h28',
  nanjing: 'M32 28a4 4 0 1 0 .1 0zM32 27c-7-5-5-13 0-13s7 8 0 13zM36 31c3-9 11-8 12-4s-5 8-12 4zM35 36c9 0 10 8 6 10s-9-4-6-10zM29 36c3 6-2 13-6 10s-3-10 6-10zM28 31c-7 4-13 0-12-4s9-5 12 4z',
  'guangzhou-tianhe': 'M32 50V30M32 30c-5-6-5-12 0-17 5 5 5 11 0 17zM32 32c-8 0-13-4-14-11 8 0 13 4 14 11zM32 32c8 0 13-4 14-11-8 0-13 4-14 11zM32 44c-4-5-9-6-14-5 2 5 7 8 14 5zM32 44c4-5 9-6 14-5-2 5-7 8-14 5z',
  xiamen: 'M31 13v27H17q4-18 14-27zM35 18q10 8 12 22H35zM14 44h36q-3 7-9 7H23q-6 0-9-7z',
  hefei: 'M14 30v4M20 26v12M26 20v24M32 14v36M38 22v20M44 27v10M50 30v4',
  hainan: 'M33 50q-3-14 2-26M35 24c-4-8-13-9-18-3 6-2 12-1 18 3zM35 24c0-9 8-13 15-9-6 1-11 4-15 9zM35 24c-8-1-14 4-14 12 4-6 8-10 14-12zM35 24c7 0 13 5 13 13-4-6-8-10-13-13zM17 50h30',
  wuhan: 'M32 25a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM14 40c8 8 40-8 36-16S10 32 14 40M46 46h0M18 18h0M43 17l4-3',
  guzhen: 'M32 12v6M25 18h14M25 46h14M25 18c-8 8-8 20 0 28M39 18c8 8 8 20 0 28M32 18v28M32 46v6M28 52h8',
  jinjiang: 'M13 40V27l9-1q3 6 9 3l4-2q6 9 12 11 4 1 4 6H14zM13 48h38M30 34l4-3M35 38l4-3',
  caoxian: 'M24 13l15 22M40 13L21 41M24 13q-7 2-10 6l5 9 4-3M40 13q7 2 10 6l-5 9-4-3M23 25v26h18V25M23 39h18',
  xuchang: 'M22 14q-8 9 0 18t0 18M29 14q-8 9 0 18t0 18M36 14q-8 9 0 18t0 18M43 14q-8 9 0 18t0 18',
  cixi: 'M20 27q0-9 12-9t12 9l3 20H17zM44 30q6 0 5 7l-3 3M27 18q0-4 5-4t5 4M20 27h24M20 39h24',
};

/** A path in a box of 64 units; clusters without their own emblem share a plain rosette. */
export function emblem(clusterId: string): string {
  return (Object.hasOwn(EMBLEMS, clusterId) ? EMBLEMS[clusterId] : undefined) ?? 'M32 14l5 13 13 5-13 5-5 13-5-13-13-5 13-5zM32 26a6 6 0 1 0 .1 0z';
}

/** Whether somebody has drawn this cluster's emblem. */
export function hasOwnEmblem(clusterId: string): boolean {
  return Object.hasOwn(EMBLEMS, clusterId);
}
