import type { Program } from './program.js';

const LISTING = String.raw`// Reads a listing table (CSV) and writes clean JSON; faults go to standard error with their line.
import { readFileSync } from 'node:fs';

const config = JSON.parse(readFileSync(new URL('./config.sample.json', import.meta.url), 'utf8'));
const path = process.argv[2] ?? new URL('./sample.csv', import.meta.url);

function parse(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') { cell += '"'; i += 1; }
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ',') { rows.at(-1).push(cell); cell = ''; }
    else if (c === '\n') { rows.at(-1).push(cell.replace(/\r$/, '')); cell = ''; rows.push([]); }
    else cell += c;
  }
  if (cell !== '' || rows.at(-1).length > 0) rows.at(-1).push(cell);
  return rows.filter((row) => row.some((value) => value.trim() !== ''));
}

const [head, ...body] = parse(readFileSync(path, 'utf8'));
const seen = new Set();
const listings = [];
body.forEach((row, index) => {
  const item = Object.fromEntries(head.map((name, column) => [name, (row[column] ?? '').trim()]));
  const faults = config.required.filter((name) => !item[name]).map((name) => name + ' is empty');
  if (!/^\d+(\.\d{1,2})?$/.test(item.price ?? '')) faults.push('price is not a decimal number');
  if (seen.has(item.sku)) faults.push('sku occurs twice');
  seen.add(item.sku);
  if (faults.length > 0) console.error('line ' + (index + 2) + ': ' + faults.join('; '));
  else listings.push({ ...item, price: { amount: Number(item.price).toFixed(2), currency: config.currency }, stock: Number(item.stock || 0) });
});
console.log(JSON.stringify({ count: listings.length, listings }, null, 2));
`;

const OEE = String.raw`// Overall equipment effectiveness from a shift log: availability x performance x quality.
import { readFileSync } from 'node:fs';

const config = JSON.parse(readFileSync(new URL('./config.sample.json', import.meta.url), 'utf8'));
const lines = readFileSync(process.argv[2] ?? new URL('./sample.csv', import.meta.url), 'utf8').trim().split('\n').slice(1);
const result = lines.map((line) => {
  const [terminal, planned, stopped, pieces, rejected] = line.split(',');
  const running = planned - stopped;
  const availability = running / planned;
  const performance = Math.min(1, (pieces * config.idealCycleSeconds) / (running * 60));
  const quality = (pieces - rejected) / pieces;
  return { terminal, availability, performance, quality, oee: availability * performance * quality };
});
for (const row of result) {
  const percent = (value) => (value * 100).toFixed(1).padStart(6) + ' %';
  console.log(row.terminal.padEnd(10), percent(row.availability), percent(row.performance), percent(row.quality), percent(row.oee), row.oee < config.alarmBelow ? ' look here' : '');
}
`;

const UNITS = String.raw`// Length, area, mass and angle conversion, and the area of a polygon: node cli.mjs 12.5 mm in | node cli.mjs area 0,0 4,0 4,3
const factors = { mm: 1, cm: 10, m: 1000, km: 1e6, in: 25.4, ft: 304.8, mil: 0.0254, um: 0.001, g: 1, kg: 1000, lb: 453.59237, oz: 28.349523125, deg: 1, rad: 180 / Math.PI };
const kinds = { mm: 'length', cm: 'length', m: 'length', km: 'length', in: 'length', ft: 'length', mil: 'length', um: 'length', g: 'mass', kg: 'mass', lb: 'mass', oz: 'mass', deg: 'angle', rad: 'angle' };
const [first = '12.5', ...rest] = process.argv.slice(2);
if (first === 'area') {
  const points = rest.map((text) => text.split(',').map(Number));
  const twice = points.reduce((sum, [x, y], i) => { const [u, v] = points[(i + 1) % points.length]; return sum + x * v - u * y; }, 0);
  console.log(Math.abs(twice) / 2);
} else {
  const [from = 'mm', to = 'in'] = rest;
  if (!kinds[from] || kinds[from] !== kinds[to]) { console.error('cannot convert ' + from + ' to ' + to); process.exit(2); }
  console.log(first + ' ' + from + ' = ' + Number(((Number(first) * factors[from]) / factors[to]).toPrecision(10)) + ' ' + to);
}
`;

const LOGS = String.raw`// Reads an access log and reports status classes, slow requests and suspicious paths.
import { readFileSync } from 'node:fs';

const config = JSON.parse(readFileSync(new URL('./config.sample.json', import.meta.url), 'utf8'));
const lines = readFileSync(process.argv[2] ?? new URL('./sample.log', import.meta.url), 'utf8').trim().split('\n');
const patterns = config.suspicious.map((text) => new RegExp(text, 'i'));
const classes = {};
const findings = [];
const times = [];
for (const [index, line] of lines.entries()) {
  const match = /^(\S+) (\S+) (\w+) (\S+) (\d{3}) (\d+)$/.exec(line);
  if (!match) { findings.push({ line: index + 1, reason: 'not readable' }); continue; }
  const [, , client, method, path, status, milliseconds] = match;
  classes[status[0] + 'xx'] = (classes[status[0] + 'xx'] ?? 0) + 1;
  times.push(Number(milliseconds));
  let decoded = path;
  try { decoded = decodeURIComponent(path); } catch { findings.push({ line: index + 1, reason: 'broken escape', client }); }
  const hit = patterns.find((pattern) => pattern.test(decoded));
  if (hit) findings.push({ line: index + 1, reason: hit.source, client, method, path });
  if (Number(milliseconds) > config.slowMilliseconds) findings.push({ line: index + 1, reason: 'slow', path, milliseconds: Number(milliseconds) });
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ lines: lines.length, classes, p50: times[Math.floor(times.length * 0.5)], p95: times[Math.floor(times.length * 0.95)], findings }, null, 2));
`;

const SAMPLE_LOG = Array.from({ length: 40 }, (_, index) => `2026-01-01T00:${String(index).padStart(2, '0')}:00Z 192.0.2.${(index % 7) + 1} GET ${['/', '/items?page=2', '/cart', '/items/17', '/search?q=%3Cscript%3E', '/../etc/hosts'][index % 6]} ${index % 9 === 0 ? 404 : 200} ${20 + ((index * 37) % 900)}`).join('\n');

export const LISTING_PROGRAM: Program = { purpose: 'Turns a listing table (CSV) into checked JSON for several stores', start: 'node cli.mjs sample.csv', files: {
  'cli.mjs': LISTING, 'config.sample.json': '{ "currency": "CNY", "required": ["sku", "title", "price"] }\n',
  'sample.csv': 'sku,title,price,stock\nLS-01,"Lantern, silk, red",48.00,120\nLS-02,Paper fan,9.50,800\nLS-03,Tea tray bamboo,66.00,75\nLS-02,Paper fan again,9.50,10\nLS-04,,12.00,5\nLS-05,Brush set,abc,30\n' } };
export const OEE_PROGRAM: Program = { purpose: 'Computes overall equipment effectiveness of each terminal from a shift log', start: 'node cli.mjs sample.csv', files: {
  'cli.mjs': OEE, 'config.sample.json': '{ "idealCycleSeconds": 11, "alarmBelow": 0.6 }\n', 'sample.csv': 'terminal,planned_min,stopped_min,pieces,rejected\nT-01,480,35,2210,31\nT-02,480,122,1490,64\nT-03,480,18,2405,12\nT-04,450,60,1930,150\n' } };
export const UNITS_PROGRAM: Program = { purpose: 'Converts units of drawings and computes polygon areas', start: 'node cli.mjs 12.5 mm in', files: { 'cli.mjs': UNITS, 'config.sample.json': '{ "digits": 10 }\n' } };
export const LOGS_PROGRAM: Program = { purpose: 'Reads an access log and reports slow and suspicious requests', start: 'node cli.mjs sample.log', files: {
  'cli.mjs': LOGS, 'config.sample.json': '{ "slowMilliseconds": 800, "suspicious": ["<script", "\\\\.\\\\./", "union\\\\s+select", "\\\\x00"] }\n', 'sample.log': `${SAMPLE_LOG}\n` } };
