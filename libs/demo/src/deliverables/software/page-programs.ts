import type { DeliverableSubject } from '../deliverable.js';
import { escapeXml } from '../escape-xml.js';
import type { Program } from './program.js';

const STYLE = 'body{margin:0 auto;max-width:720px;padding:24px;font:16px/1.5 sans-serif;color:#223}canvas{max-width:100%;border:1px solid #ccd;touch-action:none}label{display:block;margin-block:8px}input,select,button{font:inherit}';

const page = ({ nameEn }: DeliverableSubject, body: string, script: string): string =>
  `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(nameEn)}</title><style>${STYLE}</style></head>\n<body><h1>${escapeXml(nameEn)}</h1>\n${body}\n<script>\n${script}</script></body></html>\n`;

const OPEN_AND_SAVE = String.raw`const canvas = document.querySelector('canvas');
const pen = canvas.getContext('2d');
let picture;
document.querySelector('#file').onchange = async ({ target }) => { picture = await createImageBitmap(target.files[0]); draw(); };
document.querySelector('#save').onclick = () => { const link = document.createElement('a'); link.href = canvas.toDataURL('image/png'); link.download = 'picture.png'; link.click(); };
const number = (id) => Number(document.querySelector(id).value);
for (const slider of document.querySelectorAll('[type=range],[type=color]')) slider.oninput = () => draw();
`;

const EDIT = String.raw`function draw() {
  if (!picture) return;
  const cut = number('#cut') / 100;
  canvas.width = picture.width * (1 - 2 * cut); canvas.height = picture.height * (1 - 2 * cut);
  pen.filter = 'brightness(' + number('#light') + '%) contrast(' + number('#contrast') + '%) saturate(' + number('#colour') + '%)';
  pen.translate(canvas.width / 2, canvas.height / 2); pen.rotate((number('#turn') * Math.PI) / 180);
  pen.drawImage(picture, -picture.width / 2, -picture.height / 2);
}
`;

const TRY_ON = String.raw`let x = 240, y = 160;
canvas.onpointermove = (event) => { if (!event.buttons) return; const box = canvas.getBoundingClientRect(); x = ((event.clientX - box.left) / box.width) * canvas.width; y = ((event.clientY - box.top) / box.height) * canvas.height; draw(); };
function draw() {
  if (picture) { canvas.width = 480; canvas.height = (480 * picture.height) / picture.width; pen.drawImage(picture, 0, 0, canvas.width, canvas.height); }
  else { canvas.width = 480; canvas.height = 560; pen.fillStyle = '#f3d9c4'; pen.beginPath(); pen.ellipse(240, 260, 110, 150, 0, 0, 7); pen.fill(); }
  const [wide, long] = [number('#wide'), number('#long')];
  pen.fillStyle = document.querySelector('#shade').value;
  pen.beginPath(); pen.moveTo(x - wide, y + long);
  pen.bezierCurveTo(x - wide * 1.25, y - wide * 1.3, x + wide * 1.25, y - wide * 1.3, x + wide, y + long);
  pen.lineTo(x + wide * 0.72, y + long); pen.bezierCurveTo(x + wide * 0.8, y - wide * 0.3, x - wide * 0.8, y - wide * 0.3, x - wide * 0.72, y + long);
  pen.closePath(); pen.fill();
}
draw();
`;

const FORMS = String.raw`const fields = document.querySelector('#fields');
const form = document.querySelector('form');
const answers = [];
function draw() {
  form.replaceChildren();
  for (const field of JSON.parse(fields.value)) {
    const label = document.createElement('label'); label.textContent = field.label + ' ';
    const input = document.createElement(field.choices ? 'select' : 'input'); input.name = field.name; input.required = Boolean(field.required);
    if (field.choices) for (const choice of field.choices) input.append(new Option(choice)); else input.type = field.type ?? 'text';
    label.append(input); form.append(label);
  }
  const send = document.createElement('button'); send.textContent = 'Add'; form.append(send);
}
form.onsubmit = (event) => { event.preventDefault(); answers.push(Object.fromEntries(new FormData(form))); document.querySelector('#answers').textContent = JSON.stringify(answers, null, 2); form.reset(); };
document.querySelector('#redraw').onclick = draw;
draw();
`;

const slider = (id: string, label: string, least: number, most: number, value: number): string => `<label>${label} <input id="${id}" type="range" min="${least}" max="${most}" value="${value}"></label>`;
const picker = '<p><input id="file" type="file" accept="image/*" aria-label="Picture"> <button id="save">Save</button></p>\n';
const inBrowser = (purpose: string, html: string): Program => ({ purpose, start: 'open index.html', files: { 'index.html': html, 'config.sample.json': '{ "edition": "demonstration" }\n' } });

/** A page that crops, turns and lights a photograph; the picture stays in the browser. */
export function photoProgram(subject: DeliverableSubject): Program {
  return inBrowser('Crops, straightens and lights a photograph in the browser', page(subject, `${picker}<canvas></canvas>${slider('cut', 'Crop', 0, 40, 0)}${slider('turn', 'Straighten', -15, 15, 0)}${slider('light', 'Light', 40, 180, 100)}${slider('contrast', 'Contrast', 40, 180, 100)}${slider('colour', 'Colour', 0, 200, 100)}`, OPEN_AND_SAVE + EDIT));
}

/** A page that lays a drawn wig over a photograph; the photograph stays in the browser. */
export function tryOnProgram(subject: DeliverableSubject): Program {
  return inBrowser('Lays a drawn wig over a photograph in the browser', page(subject, `${picker}<canvas></canvas>${slider('wide', 'Width', 60, 200, 120)}${slider('long', 'Length', 20, 320, 160)}<label>Shade <input id="shade" type="color" value="#3a2418"></label>`, OPEN_AND_SAVE + TRY_ON));
}

/** A page that draws a form from its description and collects the answers as JSON. */
export function formsProgram(subject: DeliverableSubject): Program {
  const fields = JSON.stringify([{ name: 'item', label: 'Item', required: true }, { name: 'pieces', label: 'Pieces', type: 'number' }, { name: 'needed', label: 'Needed on', type: 'date' }, { name: 'state', label: 'State', choices: ['asked', 'approved', 'refused'] }], null, 1);
  return inBrowser('Draws a form from its description and collects the answers as JSON', page(subject, `<textarea id="fields" rows="14" cols="60" aria-label="Fields">${escapeXml(fields)}</textarea><p><button id="redraw">Draw the form</button></p><form></form><pre id="answers" aria-live="polite"></pre>`, FORMS));
}
