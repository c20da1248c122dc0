import { monthsFrom, rounded, sampleSeries } from '../sample-series.js';
import type { SeededRandom } from '../seeded-random.js';
import type { DataTable } from './data-table.js';

/** Sown area, output and yield of seven crops in eight counties over ten years. */
export function agriculturalOutput(random: SeededRandom): DataTable {
  const crops = [['Rice', 6.9], ['Maize', 6.1], ['Wheat', 5.6], ['Soybean', 2], ['Rapeseed', 2.1], ['Tea', 0.9], ['Citrus', 17]] as const;
  const counties = ['Anlu', 'Baishui', 'Chengxi', 'Dongpo', 'Fenghe', 'Guishan', 'Huaiyuan', 'Jinping'];
  const rows = counties.flatMap((county) => crops.flatMap(([crop, perHectare]) => {
    const areas = sampleSeries(random, 10, random.between(800, 26_000), 0.004, 0, 0.03);
    return areas.map((area, year) => {
      const yieldTonnes = perHectare * (1 + year * 0.006 + random.bell() * 0.05);
      return [2015 + year, county, crop, rounded(area, 0), rounded(area * yieldTonnes, 0), rounded(yieldTonnes, 2), year === 9];
    });
  }));
  return { rowMeaning: 'one crop in one county and year', primaryKey: ['year', 'county', 'crop'], rows, columns: [
    { name: 'year', type: 'integer', description: 'Harvest year' }, { name: 'county', type: 'string', description: 'County, invented name' }, { name: 'crop', type: 'string', description: 'Crop' },
    { name: 'area_ha', type: 'integer', description: 'Sown or standing area, hectares' }, { name: 'output_t', type: 'integer', description: 'Output, tonnes' }, { name: 'yield_t_ha', type: 'number', description: 'Yield, tonnes per hectare' },
    { name: 'is_provisional', type: 'boolean', description: 'True while the year is not final' }] };
}

/** Lead times and price index of electronic parts by month and family. */
export function leadTimes(random: SeededRandom): DataTable {
  const families = ['MLCC 0402', 'MLCC 1206', 'Chip resistor', 'Power inductor', 'MOSFET 40 V', 'Microcontroller 32-bit', 'NOR flash', 'DC-DC converter', 'Crystal 26 MHz', 'Board connector'];
  const rows = families.flatMap((family) => {
    const weeks = sampleSeries(random, 60, random.between(7, 24), -0.002, 0.06, 0.04);
    const price = sampleSeries(random, 60, 100, 0.001, 0.03, 0.02);
    return monthsFrom(2021, 60).map((month, index) => [`${month}-01`, family, rounded(weeks[index] ?? 0, 1), rounded((weeks[index] ?? 0) * 1.6, 1), rounded(price[index] ?? 0, 1), rounded(random.between(3, 14), 1)]);
  });
  return { rowMeaning: 'one part family in one month', primaryKey: ['month', 'family'], rows, columns: [
    { name: 'month', type: 'date', description: 'First day of the month' }, { name: 'family', type: 'string', description: 'Family of parts' }, { name: 'lead_weeks_median', type: 'number', description: 'Median lead time, weeks' },
    { name: 'lead_weeks_p90', type: 'number', description: 'Lead time that nine of ten orders meet, weeks' }, { name: 'price_index', type: 'number', description: 'Price index, start of the series = 100' },
    { name: 'stock_cover_weeks', type: 'number', description: 'Stock at distributors, weeks of demand' }] };
}

/** De-identified visitor flow: counts under ten are suppressed by the publisher, so none appears. */
export function tourismFlow(random: SeededRandom): DataTable {
  const zones = ['Old town', 'Bay beaches', 'Rainforest park', 'Duty-free centre', 'Harbour island'];
  const origins = ['Same province', 'Pearl River Delta', 'Yangtze Delta', 'North China', 'South-East Asia', 'Other abroad'];
  const rows = monthsFrom(2023, 30).flatMap((month, index) => zones.flatMap((zone) => origins.map((origin, order) => {
    const season = 1 + 0.45 * Math.cos((index / 12) * 6.283);
    return [`${month}-01`, zone, origin, Math.max(10, Math.round((9000 / (order + 1)) * season * (1 + random.bell() * 0.15))), rounded(random.between(1.2, 4.6), 1), rounded(random.between(0.25, 0.85), 2)];
  })));
  return { rowMeaning: 'visitors of one zone from one origin in one month', primaryKey: ['month', 'zone', 'origin'], rows, columns: [
    { name: 'month', type: 'date', description: 'First day of the month' }, { name: 'zone', type: 'string', description: 'Zone visited' }, { name: 'origin', type: 'string', description: 'Origin, grouped' },
    { name: 'visitors', type: 'integer', description: 'Visitors, 10 or more' }, { name: 'mean_nights', type: 'number', description: 'Mean length of stay, nights' }, { name: 'overnight_share', type: 'number', description: 'Share that stays overnight, 0 to 1' }] };
}

/** Exports by month, chapter of the Harmonised System and region: the table for a leaf that has no theme of its own. */
export function exportStatistics(random: SeededRandom): DataTable {
  const chapters = ['42', '61', '62', '64', '69', '84', '85', '94', '95'];
  const regions = ['South-East Asia', 'Central Asia', 'Middle East', 'Europe', 'Latin America', 'Africa'];
  const rows = chapters.flatMap((chapter) => regions.flatMap((region) => {
    const values = sampleSeries(random, 12, random.between(0.4, 9) * 1e6, 0.01, 0.1, 0.06);
    return monthsFrom(2025, 12).map((month, index) => [`${month}-01`, chapter, region, rounded(values[index] ?? 0, 2), rounded((values[index] ?? 0) / random.between(4, 60), 0), random.whole(12, 480)]);
  }));
  return { rowMeaning: 'exports of one chapter to one region in one month', primaryKey: ['month', 'hs_chapter', 'region'], rows, columns: [
    { name: 'month', type: 'date', description: 'First day of the month' }, { name: 'hs_chapter', type: 'string', description: 'Chapter of the Harmonised System, two digits' }, { name: 'region', type: 'string', description: 'Region of destination' },
    { name: 'value_cny', type: 'number', description: 'Value, CNY' }, { name: 'net_mass_kg', type: 'integer', description: 'Net mass, kilograms' }, { name: 'consignments', type: 'integer', description: 'Number of consignments' }] };
}
