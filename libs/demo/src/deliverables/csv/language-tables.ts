import { rounded } from '../sample-series.js';
import type { SeededRandom } from '../seeded-random.js';
import type { DataTable } from './data-table.js';

const PLACES = [['the port', '港口'], ['the county', '全县'], ['the cluster', '产业带'], ['the province', '全省'], ['the city', '全市'], ['the valley', '河谷']] as const;
const SUBJECTS = [['Exports', '出口'], ['Tea output', '茶叶产量'], ['Rail freight', '铁路货运'], ['Online orders', '网上订单'], ['Museum visits', '博物馆参观人次'], ['Rainfall', '降雨量']] as const;
const CHANGES = [['rose by', '增长'], ['fell by', '下降']] as const;
const PERIODS = [['in the first quarter', '一季度'], ['in the first half of the year', '上半年'], ['last month', '上月'], ['over the year', '全年']] as const;
const SPOKEN = ['please open the window', 'the train leaves at nine', 'how much is this basket', 'turn on the light in the kitchen', 'it rained all night in the hills', 'call my sister after lunch', 'the second street on the left', 'play the song from yesterday'] as const;

/** A manifest of recordings: one row a clip, with speaker, distance, noise, transcript and share for training. */
export function speechManifest(random: SeededRandom): DataTable {
  const dialects = ['Plain', 'Hill', 'River', 'Coast'];
  const rows = Array.from({ length: 800 }, (_, index) => [
    `clip-${String(index + 1).padStart(5, '0')}.wav`, `S${String(random.whole(1, 64)).padStart(3, '0')}`, random.pick(['female', 'male']), random.pick(['18-29', '30-44', '45-59', '60+']), random.pick(dialects),
    rounded(random.between(1.4, 9.8), 2), 16000, random.pick([0.3, 1, 3, 5]), rounded(random.between(6, 38), 1), random.pick(SPOKEN), index % 10 === 0 ? 'test' : index % 10 === 1 ? 'validation' : 'train']);
  return { rowMeaning: 'one recording', primaryKey: ['clip'], rows, columns: [
    { name: 'clip', type: 'string', description: 'File name of the recording' }, { name: 'speaker', type: 'string', description: 'Pseudonym of the speaker' }, { name: 'voice', type: 'string', description: 'female or male, as stated by the speaker' },
    { name: 'age_group', type: 'string', description: 'Age group' }, { name: 'variety', type: 'string', description: 'Variety of the language' }, { name: 'duration_s', type: 'number', description: 'Length, seconds' },
    { name: 'sample_rate_hz', type: 'integer', description: 'Sample rate, hertz' }, { name: 'distance_m', type: 'number', description: 'Distance of the microphone, metres' }, { name: 'snr_db', type: 'number', description: 'Signal to noise ratio, decibels' },
    { name: 'transcript_en', type: 'string', description: 'What is said, in English' }, { name: 'split', type: 'string', description: 'train, validation or test' }] };
}

/** Sentence pairs in Chinese and English in the style of short news, built from a grammar so that both sides agree. */
export function bilingualNews(random: SeededRandom): DataTable {
  const rows = Array.from({ length: 900 }, (_, index) => {
    const [place, placeZh] = random.pick(PLACES);
    const [subject, subjectZh] = random.pick(SUBJECTS);
    const [change, changeZh] = random.pick(CHANGES);
    const [period, periodZh] = random.pick(PERIODS);
    const figure = rounded(random.between(0.4, 24), 1);
    const english = `${subject} of ${place} ${change} ${figure} percent ${period}, the bureau said.`;
    const chinese = `有关部门表示，${periodZh}${placeZh}${subjectZh}${changeZh}${figure}%。`;
    return [`P${String(index + 1).padStart(6, '0')}`, new Date(Date.UTC(2024, 0, 1 + (index % 366))).toISOString().slice(0, 10), 'economy', chinese, english, chinese.length, english.split(' ').length, rounded(random.between(0.9, 1), 3)];
  });
  return { rowMeaning: 'one sentence pair', primaryKey: ['pair_id'], rows, columns: [
    { name: 'pair_id', type: 'string', description: 'Stable identifier' }, { name: 'dated', type: 'date', description: 'Day of the text' }, { name: 'topic', type: 'string', description: 'Topic' },
    { name: 'text_zh', type: 'string', description: 'Sentence in simplified Chinese' }, { name: 'text_en', type: 'string', description: 'The same sentence in English' }, { name: 'characters_zh', type: 'integer', description: 'Characters of the Chinese sentence' },
    { name: 'words_en', type: 'integer', description: 'Words of the English sentence' }, { name: 'alignment', type: 'number', description: 'Confidence of the alignment, 0 to 1' }] };
}
