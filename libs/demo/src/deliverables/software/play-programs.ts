import { accentColours, hexFromRgb } from '../accent-colours.js';
import type { DeliverableSubject } from '../deliverable.js';
import { escapeXml } from '../escape-xml.js';
import type { Program } from './program.js';

const CATCH = String.raw`const canvas = document.querySelector('canvas');
const pen = canvas.getContext('2d');
const { colours } = JSON.parse(document.querySelector('#settings').textContent);
let player, lights, score, lives, speed;
function reset() { player = 240; lights = []; score = 0; lives = 3; speed = 1.6; }
addEventListener('pointermove', (event) => { const box = canvas.getBoundingClientRect(); player = ((event.clientX - box.left) / box.width) * 480; });
addEventListener('keydown', (event) => { if (event.key === 'ArrowLeft') player -= 34; if (event.key === 'ArrowRight') player += 34; if (event.key === ' ' && lives < 1) reset(); });
addEventListener('pointerdown', () => { if (lives < 1) reset(); });
function draw() {
  player = Math.max(40, Math.min(440, player));
  if (lives > 0 && Math.random() < 0.02 + score * 0.0004) lights.push({ x: 20 + Math.random() * 440, y: -10, good: Math.random() > 0.22 });
  pen.fillStyle = colours[0]; pen.fillRect(0, 0, 480, 640);
  for (const light of lights) {
    if (lives > 0) light.y += speed + score * 0.03;
    pen.fillStyle = light.good ? colours[4] : '#555'; pen.beginPath(); pen.arc(light.x, light.y, 12, 0, 7); pen.fill();
    if (!light.done && light.y > 590 && Math.abs(light.x - player) < 46) { light.done = true; if (light.good) score += 1; else lives -= 1; }
    if (!light.done && light.y > 650) { light.done = true; if (light.good) lives -= 1; }
  }
  lights = lights.filter((light) => !light.done);
  pen.fillStyle = colours[2]; pen.fillRect(player - 40, 600, 80, 14);
  pen.fillStyle = '#fff'; pen.font = '20px sans-serif'; pen.fillText('Lights ' + score + '   Lives ' + Math.max(0, lives), 16, 30);
  if (lives < 1) { pen.font = '30px sans-serif'; pen.fillText('Space or tap: again', 110, 320); }
  requestAnimationFrame(draw);
}
reset(); draw();
`;

const PAIRS = String.raw`const { colours } = JSON.parse(document.querySelector('#settings').textContent);
const signs = ['山', '水', '月', '火', '木', '云', '风', '星'];
const board = document.querySelector('#board');
const said = document.querySelector('#said');
let open = [], moves = 0;
const deck = [...signs, ...signs].map((sign) => ({ sign, order: Math.random() })).sort((a, b) => a.order - b.order);
for (const { sign } of deck) {
  const card = document.createElement('button');
  card.style.background = colours[1]; card.setAttribute('aria-label', 'closed card');
  card.onclick = () => {
    if (open.length === 2 || card.dataset.open) return;
    card.dataset.open = '1'; card.textContent = sign; card.style.background = colours[4]; card.setAttribute('aria-label', sign);
    open.push(card);
    if (open.length < 2) return;
    moves += 1;
    const [first, second] = open;
    if (first.textContent === second.textContent) open = [];
    else setTimeout(() => { for (const each of open) { delete each.dataset.open; each.textContent = ''; each.style.background = colours[1]; } open = []; }, 700);
    said.textContent = board.querySelectorAll('[data-open]').length === 16 && open.length === 0 ? 'Solved in ' + moves + ' moves' : 'Moves: ' + moves;
  };
  board.append(card);
}
`;

const PANORAMA = String.raw`const canvas = document.querySelector('canvas');
const pen = canvas.getContext('2d');
const { colours, rooms } = JSON.parse(document.querySelector('#settings').textContent);
let angle = 0, turning = 0.001, room = 0;
addEventListener('keydown', (event) => { if (event.key === 'ArrowLeft') angle -= 0.08; if (event.key === 'ArrowRight') angle += 0.08; if (event.key === ' ') room = (room + 1) % rooms.length; });
canvas.addEventListener('pointermove', (event) => { if (event.buttons) { angle -= event.movementX / 300; turning = 0; } });
canvas.addEventListener('dblclick', () => { room = (room + 1) % rooms.length; });
function draw() {
  angle += turning;
  const { width, height } = canvas;
  pen.fillStyle = colours[3]; pen.fillRect(0, 0, width, height / 2);
  pen.fillStyle = colours[1]; pen.fillRect(0, height / 2, width, height / 2);
  for (let index = 0; index < 24; index += 1) {
    let turn = ((index / 24) * 6.2832 - angle) % 6.2832;
    if (turn > 3.1416) turn -= 6.2832; if (turn < -3.1416) turn += 6.2832;
    if (Math.abs(turn) > 1.1) continue;
    const distance = 2.2 + Math.sin(index * 5 + room * 2) * 0.9;
    const x = width / 2 + (turn / 1.1) * (width / 2);
    const tall = height / distance;
    pen.fillStyle = colours[index % 3 === 0 ? 4 : index % 3 === 1 ? 0 : 2];
    pen.fillRect(x - tall * 0.14, height / 2 - tall * 0.5, tall * 0.28, tall);
  }
  pen.fillStyle = '#fff'; pen.font = '22px sans-serif'; pen.fillText(rooms[room], 20, height - 20);
  requestAnimationFrame(draw);
}
draw();
`;

const BATTLE = String.raw`// Card-battle template: two decks, seeded shuffle, attack against shield. node cli.mjs [seed]
import { readFileSync } from 'node:fs';

const config = JSON.parse(readFileSync(new URL('./config.sample.json', import.meta.url), 'utf8'));
let state = Number(process.argv[2] ?? config.seed) >>> 0;
const random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 4294967296; };
const shuffle = (cards) => cards.map((card) => [random(), card]).sort((a, b) => a[0] - b[0]).map(([, card]) => card);
const sides = config.sides.map((name) => ({ name, life: config.life, deck: shuffle(config.cards.flatMap((card) => Array(card.copies).fill(card))) }));
for (let turn = 0; sides.every((side) => side.life > 0) && turn < 60; turn += 1) {
  const [own, other] = [sides[turn % 2], sides[(turn + 1) % 2]];
  const card = own.deck[Math.floor(turn / 2) % own.deck.length];
  const guard = other.deck[(Math.floor(turn / 2) + 1) % other.deck.length];
  const damage = Math.max(0, card.attack - Math.floor(guard.shield / 2));
  other.life -= damage;
  own.life = Math.min(config.life, own.life + card.heal);
  console.log(String(turn + 1).padStart(2), own.name, 'plays', card.name + ':', damage, 'damage,', other.name, 'at', Math.max(0, other.life));
}
console.log('winner:', sides.sort((a, b) => b.life - a.life)[0].name);
`;

function page(subject: DeliverableSubject, body: string, script: string, extra: object = {}): string {
  const settings = JSON.stringify({ colours: accentColours(subject.productId).map(hexFromRgb), ...extra }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(subject.nameEn)}</title>
<style>body{margin:0;font:16px/1.5 sans-serif;text-align:center;background:#111;color:#fff}canvas{max-width:100%;max-height:80vh;touch-action:none}#board{display:grid;grid-template-columns:repeat(4,72px);gap:10px;justify-content:center}#board button{height:88px;border:0;border-radius:10px;font-size:34px;color:#fff}</style></head>
<body><h1>${escapeXml(subject.nameEn)}</h1><p lang="zh-CN">${escapeXml(subject.nameZh)}</p>
${body}
<script type="application/json" id="settings">${settings}</script>
<script>${script}</script></body></html>
`;
}

/** A game that runs from one page: catching lights, or finding pairs where the name speaks of puzzles and detectives. */
export function gameProgram(subject: DeliverableSubject): Program {
  const pairs = /puzzle|detective|tycoon|farming|mystery/i.test(subject.nameEn);
  const html = pairs ? page(subject, '<div id="board"></div><p id="said" role="status">Find the pairs</p>', PAIRS) : page(subject, '<canvas width="480" height="640"></canvas><p>Catch the lights; let the grey stones fall. Mouse, touch or arrow keys.</p>', CATCH);
  return { purpose: 'Demonstration edition: one playable level in the browser', start: 'open index.html', files: { 'index.html': html, 'config.sample.json': '{ "edition": "demonstration" }\n' } };
}

/** A place to look around in, drawn on a canvas. */
export function tourProgram(subject: DeliverableSubject): Program {
  const rooms = ['Entrance', 'Long hall', 'Courtyard', 'Workshop'];
  return { purpose: 'Demonstration tour: four rooms to look around in', start: 'open index.html', files: {
    'index.html': page(subject, '<canvas width="960" height="540"></canvas><p>Drag or arrow keys to turn, space or double click for the next room.</p>', PANORAMA, { rooms }), 'config.sample.json': `${JSON.stringify({ rooms })}\n` } };
}

/** A store page that is right in both writing directions. */
export function themeProgram(subject: DeliverableSubject): Program {
  const card = (name: string, price: string): string => `<article><div class="picture"></div><h2>${name}</h2><p>${price}</p><button>Add</button></article>`;
  const html = `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(subject.nameEn)}</title><link rel="stylesheet" href="theme.css"></head><body><header><strong>Store</strong><nav><a href="#goods">Goods</a><button id="turn">RTL / LTR</button></nav></header><main id="goods">${['Tea bowl', 'Silk scarf', 'Lantern', 'Brush set'].map((name, index) => card(name, `CNY ${48 + index * 17}.00`)).join('')}</main><script>document.querySelector('#turn').onclick=()=>{const root=document.documentElement;root.dir=root.dir==='rtl'?'ltr':'rtl'}</script></body></html>\n`;
  const [deep, strong, bright, pale, warm] = accentColours(subject.productId).map(hexFromRgb);
  const css = `:root{--deep:${deep};--strong:${strong};--bright:${bright};--pale:${pale};--warm:${warm}}\n*{box-sizing:border-box}\nbody{margin:0;font:16px/1.5 sans-serif;background:var(--pale);color:var(--deep)}\nheader{display:flex;justify-content:space-between;padding-block:16px;padding-inline:24px;background:var(--deep);color:#fff}\nheader a{color:#fff;margin-inline-end:16px}\nmain{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:20px;padding:24px}\narticle{background:#fff;border-radius:12px;padding:16px;border-inline-start:4px solid var(--warm)}\n.picture{aspect-ratio:1;border-radius:8px;background:linear-gradient(135deg,var(--bright),var(--strong))}\nbutton{background:var(--strong);color:#fff;border:0;border-radius:8px;padding:8px 16px}\n`;
  return { purpose: 'Store page with logical properties: one style sheet for left-to-right and right-to-left', start: 'open index.html', files: { 'index.html': html, 'theme.css': css, 'config.sample.json': '{ "direction": "auto" }\n' } };
}

export const BATTLE_PROGRAM: Program = { purpose: 'Card-battle template with seeded play and cards as data', start: 'node cli.mjs 7', files: { 'cli.mjs': BATTLE, 'config.sample.json': `${JSON.stringify({ seed: 7, life: 24, sides: ['Crane', 'Tiger'], cards: [
  { name: 'Spark', attack: 3, shield: 1, heal: 0, copies: 4 }, { name: 'Wall', attack: 1, shield: 5, heal: 0, copies: 3 }, { name: 'Spring', attack: 1, shield: 2, heal: 2, copies: 3 }, { name: 'Storm', attack: 6, shield: 0, heal: 0, copies: 2 }] }, null, 2)}\n` } };
