/**
 * The smallest charge by currency, in the units of Stripe's API (lower-case code). The currencies that Stripe's table of
 * minimum amounts lists have its values; for the others Stripe asks for the equivalent of 0.50 USD at the day's rate,
 * here rounded up from rates of autumn 2026 and never moving, so that a test gives the same answer every day.
 */
export const minimumAmounts: Readonly<Record<string, number>> = {
  aed: 200, afn: 3_300, all: 4_200, amd: 19_000, ang: 90, aoa: 46_000, ars: 70_000, aud: 50, awg: 90, azn: 85,
  bam: 84, bbd: 100, bdt: 6_100, bgn: 100, bhd: 190, bif: 1_500, bmd: 50, bnd: 64, bob: 350, brl: 50, bsd: 50,
  bwp: 670, byn: 160, bzd: 100, cad: 50, cdf: 120_000, chf: 50, clp: 490, cny: 340, cop: 200_000, crc: 23_000,
  cve: 4_700, czk: 1_500, djf: 89, dkk: 250, dop: 3_100, dzd: 6_500, egp: 2_700, etb: 8_200, eur: 50, fjd: 120,
  fkp: 38, gbp: 30, gel: 140, gip: 38, gmd: 3_600, gnf: 4_400, gtq: 390, gyd: 11_000, hkd: 400, hnl: 1_400,
  htg: 6_600, huf: 17_500, idr: 910_000, ils: 170, inr: 50, isk: 6_100, jmd: 8_000, jod: 360, jpy: 50, kes: 6_500,
  kgs: 4_400, khr: 210_000, kmf: 210, krw: 680, kwd: 160, kyd: 42, kzt: 23_000, lak: 1_200_000, lbp: 4_500_000,
  lkr: 16_000, lrd: 9_100, lsl: 870, mad: 460, mdl: 850, mga: 2_300, mkd: 2_700, mmk: 110_000, mnt: 180_000,
  mop: 410, mur: 2_300, mvr: 770, mwk: 87_000, mxn: 1_000, myr: 200, mzn: 3_200, nad: 870, ngn: 73_000, nio: 1_900,
  nok: 300, npr: 7_100, nzd: 50, omr: 200, pab: 50, pen: 180, pgk: 210, php: 3_200, pkr: 14_000, pln: 200,
  pyg: 3_600, qar: 190, ron: 200, rsd: 5_100, rub: 4_300, rwf: 730, sar: 190, sbd: 410, scr: 700, sek: 300, sgd: 50,
  shp: 38, sle: 1_200, sos: 29_000, srd: 2_000, std: 1_100_000, szl: 870, thb: 1_000, tjs: 470, tnd: 1_500, top: 120,
  try: 2_500, ttd: 340, twd: 1_600, tzs: 130_000, uah: 2_100, ugx: 180_000, usd: 50, uyu: 2_000, uzs: 590_000,
  vnd: 13_000, vuv: 61, wst: 140, xaf: 290, xcd: 140, xcg: 90, xof: 290, xpf: 52, yer: 12_000, zar: 830, zmw: 1_200,
};
