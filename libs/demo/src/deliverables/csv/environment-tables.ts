import { rounded } from '../sample-series.js';
import type { SeededRandom } from '../seeded-random.js';
import type { DataTable } from './data-table.js';

const hourStamp = (hour: number): string => new Date(Date.UTC(2025, 3, 1, hour)).toISOString().replace('.000', '');

/** Water quality at five buoys, every six hours of 30 days, with the daily swing of warmth and oxygen. */
export function waterQuality(random: SeededRandom): DataTable {
  const stations = ['North bay', 'West inlet', 'Deep centre', 'East shore', 'Outflow'].map((name, index) => ({ name, latitude: rounded(24.2 + index * 0.031, 4), longitude: rounded(102.7 + index * 0.022, 4), shift: random.bell() }));
  const rows = Array.from({ length: 120 }, (_, step) => stations.map(({ name, latitude, longitude, shift }) => {
    const warmth = 17 + step * 0.035 + Math.sin((step / 4) * 6.283 - 1.6) * 1.1 + shift * 0.5 + random.bell() * 0.2;
    return [hourStamp(step * 6), name, latitude, longitude, rounded(warmth, 2), rounded(8.3 + shift * 0.12 + random.bell() * 0.08, 2), rounded(14.2 - warmth * 0.32 + random.bell() * 0.25, 2),
      rounded(6 + Math.abs(shift) * 3 + Math.abs(random.bell()) * 2, 1), rounded(11 + warmth * 0.4 + random.bell() * 2, 1)];
  })).flat();
  return { rowMeaning: 'one reading of one buoy', primaryKey: ['measured_at', 'station'], rows, columns: [
    { name: 'measured_at', type: 'datetime', description: 'Instant of the reading, UTC' }, { name: 'station', type: 'string', description: 'Name of the buoy' },
    { name: 'latitude', type: 'number', description: 'Degrees north, WGS 84' }, { name: 'longitude', type: 'number', description: 'Degrees east, WGS 84' },
    { name: 'temperature_c', type: 'number', description: 'Water temperature at 0.5 m, degrees Celsius' }, { name: 'ph', type: 'number', description: 'Acidity, pH units' },
    { name: 'dissolved_oxygen_mg_l', type: 'number', description: 'Dissolved oxygen, mg/l' }, { name: 'turbidity_ntu', type: 'number', description: 'Turbidity, NTU' },
    { name: 'chlorophyll_ug_l', type: 'number', description: 'Chlorophyll a, micrograms per litre' }] };
}

/** Pulsar candidates with the usual statistics of the folded profile; about one in six is labelled as a pulsar. */
export function pulsarCandidates(random: SeededRandom): DataTable {
  const rows = Array.from({ length: 900 }, (_, index) => {
    const pulsar = random.next() < 0.16;
    const signal = pulsar ? 11 + Math.abs(random.bell()) * 9 : 6 + Math.abs(random.bell()) * 2.5;
    return [`C${String(index + 1).padStart(5, '0')}`, rounded(pulsar ? random.between(1.4, 1900) : random.between(1, 4000), 4), rounded(random.between(3, 480), 2), rounded(signal, 2),
      rounded(pulsar ? random.between(0.01, 0.12) : random.between(0.08, 0.5), 3), rounded(pulsar ? 3 + random.bell() : 0.4 + random.bell() * 0.4, 3), rounded(pulsar ? 14 + random.bell() * 5 : 0.9 + random.bell(), 3), random.whole(1, 19), pulsar];
  });
  return { rowMeaning: 'one candidate of the search', primaryKey: ['candidate_id'], rows, columns: [
    { name: 'candidate_id', type: 'string', description: 'Stable identifier' }, { name: 'period_ms', type: 'number', description: 'Period of the folded signal, milliseconds' },
    { name: 'dispersion_pc_cm3', type: 'number', description: 'Dispersion measure, pc per cubic centimetre' }, { name: 'signal_to_noise', type: 'number', description: 'Signal to noise ratio of the profile' },
    { name: 'duty_cycle', type: 'number', description: 'Width of the pulse as a share of the period' }, { name: 'profile_kurtosis', type: 'number', description: 'Excess kurtosis of the profile' },
    { name: 'profile_skewness', type: 'number', description: 'Skewness of the profile' }, { name: 'beam', type: 'integer', description: 'Beam of the receiver, 1 to 19' }, { name: 'is_pulsar', type: 'boolean', description: 'Label: true for a pulsar' }] };
}

/** Labelled boxes on reef photographs: genus, health, box in pixels, depth. */
export function coralBoxes(random: SeededRandom): DataTable {
  const genera = ['Acropora', 'Porites', 'Montipora', 'Pocillopora', 'Favites', 'Galaxea', 'Turbinaria'];
  const rows = Array.from({ length: 240 }, (_, image) => {
    const depth = rounded(random.between(1.5, 18), 1);
    const day = new Date(Date.UTC(2025, 4, 1 + (image % 60))).toISOString().slice(0, 10);
    return Array.from({ length: random.whole(2, 5) }, (__, box) => {
      const [width, height] = [random.whole(120, 900), random.whole(120, 700)];
      return [`reef-${String(image + 1).padStart(4, '0')}.jpg`, box + 1, day, depth, random.pick(genera), random.pick(['healthy', 'healthy', 'healthy', 'pale', 'bleached']), random.whole(0, 4000 - width), random.whole(0, 3000 - height), width, height];
    });
  }).flat();
  return { rowMeaning: 'one labelled box on one photograph', primaryKey: ['image', 'box'], rows, columns: [
    { name: 'image', type: 'string', description: 'File name of the photograph, 4000 x 3000 pixels' }, { name: 'box', type: 'integer', description: 'Number of the box on the photograph' },
    { name: 'taken_on', type: 'date', description: 'Day of the dive' }, { name: 'depth_m', type: 'number', description: 'Depth, metres' }, { name: 'genus', type: 'string', description: 'Genus of the colony' },
    { name: 'health', type: 'string', description: 'healthy, pale or bleached' }, { name: 'left_px', type: 'integer', description: 'Left edge, pixels' }, { name: 'top_px', type: 'integer', description: 'Top edge, pixels' },
    { name: 'width_px', type: 'integer', description: 'Width, pixels' }, { name: 'height_px', type: 'integer', description: 'Height, pixels' }] };
}
