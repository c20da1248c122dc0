import type { DeliverableSubject } from '../deliverable.js';
import type { Program } from './program.js';

const FRAMES = String.raw`// Packs and unpacks a sensor frame: version, id, counter, readings in tenths, CRC-16/CCITT-FALSE at the end.
function crc16(bytes) {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

export function encode({ id, counter, readings }) {
  const frame = Buffer.alloc(8 + readings.length * 2);
  frame.writeUInt8(1, 0);
  frame.writeUInt16BE(id, 1);
  frame.writeUInt16BE(counter, 3);
  frame.writeUInt8(readings.length, 5);
  readings.forEach((value, index) => frame.writeInt16BE(Math.round(value * 10), 6 + index * 2));
  frame.writeUInt16BE(crc16(frame.subarray(0, -2)), frame.length - 2);
  return frame;
}

export function decode(frame) {
  if (crc16(frame.subarray(0, -2)) !== frame.readUInt16BE(frame.length - 2)) throw new Error('checksum does not match');
  return { id: frame.readUInt16BE(1), counter: frame.readUInt16BE(3), readings: Array.from({ length: frame[5] }, (_, index) => frame.readInt16BE(6 + index * 2) / 10) };
}

const hex = process.argv[2];
if (hex) console.log(JSON.stringify(decode(Buffer.from(hex, 'hex'))));
else {
  const frame = encode({ id: 4711, counter: 12, readings: [21.4, -3.5, 60.2] });
  console.log(frame.toString('hex'));
  console.log(JSON.stringify(decode(frame)));
}
`;

const NMEA = String.raw`// Reads GGA sentences (NMEA 0183), checks the checksum, prints position, satellites and spread in metres.
import { readFileSync } from 'node:fs';

const degrees = (text, side) => {
  const dot = text.indexOf('.');
  const value = Number(text.slice(0, dot - 2)) + Number(text.slice(dot - 2)) / 60;
  return side === 'S' || side === 'W' ? -value : value;
};
const fixes = [];
for (const line of readFileSync(process.argv[2] ?? new URL('./sample.nmea', import.meta.url), 'utf8').trim().split('\n')) {
  const [sentence, sum] = line.slice(1).split('*');
  const own = [...sentence].reduce((crc, c) => crc ^ c.charCodeAt(0), 0);
  if (own !== parseInt(sum, 16)) { console.error('wrong checksum: ' + line); continue; }
  const part = sentence.split(',');
  if (!part[0].endsWith('GGA') || part[6] === '0') continue;
  fixes.push({ time: part[1], latitude: degrees(part[2], part[3]), longitude: degrees(part[4], part[5]), satellites: Number(part[7]), height: Number(part[9]) });
}
const mean = (key) => fixes.reduce((sum, fix) => sum + fix[key], 0) / fixes.length;
const [lat, lon] = [mean('latitude'), mean('longitude')];
const spread = Math.max(...fixes.map((fix) => Math.hypot((fix.latitude - lat) * 111320, (fix.longitude - lon) * 111320 * Math.cos((lat * Math.PI) / 180))));
console.log(JSON.stringify({ fixes: fixes.length, latitude: lat, longitude: lon, spreadMetres: Number(spread.toFixed(3)) }, null, 2));
`;

const KEYS = String.raw`// Seals and opens a file with AES-256-GCM under a passphrase (scrypt): node cli.mjs seal|open <file> <passphrase> > out
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';

export function seal(plain, passphrase) {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32), nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), body]);
}

export function open(sealed, passphrase) {
  const decipher = createDecipheriv('aes-256-gcm', scryptSync(passphrase, sealed.subarray(0, 16), 32), sealed.subarray(16, 28));
  decipher.setAuthTag(sealed.subarray(28, 44));
  return Buffer.concat([decipher.update(sealed.subarray(44)), decipher.final()]);
}

const [action, file, passphrase] = process.argv.slice(2);
if (action === 'seal') process.stdout.write(seal(readFileSync(file), passphrase));
else if (action === 'open') process.stdout.write(open(readFileSync(file), passphrase));
else {
  const text = Buffer.from('round trip');
  if (!open(seal(text, 'a long passphrase'), 'a long passphrase').equals(text)) throw new Error('self-check failed');
  console.log('self-check passed; usage: node cli.mjs seal|open <file> <passphrase>');
}
`;

const CARDS = String.raw`// Vocabulary trainer with a Leitner box: node cli.mjs lists what is due, node cli.mjs know|miss <number> moves a card.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const config = JSON.parse(readFileSync(new URL('./config.sample.json', import.meta.url), 'utf8'));
const store = new URL('./progress.json', import.meta.url);
const cards = JSON.parse(readFileSync(new URL('./cards.json', import.meta.url), 'utf8'));
const progress = existsSync(store) ? JSON.parse(readFileSync(store, 'utf8')) : { day: 0, boxes: {} };
const [action, number] = process.argv.slice(2);
if (action === 'know' || action === 'miss') {
  const box = progress.boxes[number]?.box ?? 0;
  const next = action === 'know' ? Math.min(box + 1, config.intervalsDays.length - 1) : 0;
  progress.boxes[number] = { box: next, due: progress.day + config.intervalsDays[next] };
  writeFileSync(store, JSON.stringify(progress));
}
if (action === 'day') { progress.day += 1; writeFileSync(store, JSON.stringify(progress)); }
const due = cards.map((card, index) => ({ number: index + 1, ...card })).filter((card) => (progress.boxes[card.number]?.due ?? 0) <= progress.day);
console.log('day ' + progress.day + ', due: ' + due.length);
for (const card of due) console.log(String(card.number).padStart(3), card.zh, card.reading, '=', card.en);
`;

const checksummed = (body: string): string => `$${body}*${[...body].reduce((sum, sign) => sum ^ sign.charCodeAt(0), 0).toString(16).toUpperCase().padStart(2, '0')}`;
const SAMPLE_NMEA = Array.from({ length: 24 }, (_, index) => checksummed(`GNGGA,0000${String(index).padStart(2, '0')}.00,3012.${String(45000 + ((index * 7) % 5)).padStart(5, '0')},N,12009.${String(31000 + ((index * 11) % 7)).padStart(5, '0')},E,4,${18 + (index % 5)},0.6,12.${index % 10},M,8.1,M,1.0,0001`)).join('\n');

const CANTONESE = [['早晨', 'zou2 san4', 'good morning'], ['多謝', 'do1 ze6', 'thank you (for a gift)'], ['唔該', 'm4 goi1', 'thank you, please'], ['飲茶', 'jam2 caa4', 'to have tea and snacks'], ['幾多錢', 'gei2 do1 cin2', 'how much is it'], ['好食', 'hou2 sik6', 'tasty'], ['聽日', 'ting1 jat6', 'tomorrow'], ['邊度', 'bin1 dou6', 'where'], ['再見', 'zoi3 gin3', 'goodbye'], ['朋友', 'pang4 jau5', 'friend'], ['落雨', 'lok6 jyu5', 'it is raining'], ['街市', 'gaai1 si5', 'market']];
const MANDARIN = [['早上好', 'zǎoshang hǎo', 'good morning'], ['谢谢', 'xièxie', 'thank you'], ['请问', 'qǐngwèn', 'may I ask'], ['多少钱', 'duōshao qián', 'how much is it'], ['好吃', 'hǎochī', 'tasty'], ['学生', 'xuésheng', 'student'], ['老师', 'lǎoshī', 'teacher'], ['今天', 'jīntiān', 'today'], ['明天', 'míngtiān', 'tomorrow'], ['朋友', 'péngyou', 'friend'], ['喝茶', 'hē chá', 'to drink tea'], ['再见', 'zàijiàn', 'goodbye']] as const;

export const FRAMES_PROGRAM: Program = { purpose: 'Packs and unpacks sensor frames with a checksum', start: 'node cli.mjs', files: { 'cli.mjs': FRAMES, 'config.sample.json': '{ "version": 1, "scale": 10 }\n' } };
export const NMEA_PROGRAM: Program = { purpose: 'Checks positioning sentences and reports the spread of the fixes', start: 'node cli.mjs sample.nmea', files: { 'cli.mjs': NMEA, 'config.sample.json': '{ "sentence": "GGA" }\n', 'sample.nmea': `${SAMPLE_NMEA}\n` } };
export const KEYS_PROGRAM: Program = { purpose: 'Seals and opens files under a passphrase', start: 'node cli.mjs', files: { 'cli.mjs': KEYS, 'config.sample.json': '{ "cipher": "aes-256-gcm", "derivation": "scrypt" }\n' } };

/** Cards in Cantonese where the name says so, else in Mandarin. */
export function cardsProgram({ nameEn }: DeliverableSubject): Program {
  const words = /cantonese/i.test(nameEn) ? CANTONESE : MANDARIN;
  return { purpose: 'Trains vocabulary with a five-step card box', start: 'node cli.mjs', files: { 'cli.mjs': CARDS, 'config.sample.json': '{ "intervalsDays": [0, 1, 3, 7, 21] }\n', 'cards.json': `${JSON.stringify(words.map(([zh, reading, en]) => ({ zh, reading, en })), null, 1)}\n` } };
}
