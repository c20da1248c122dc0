import { accentColours, hexFromRgb } from '../accent-colours.js';
import { escapeXml } from '../escape-xml.js';
import { SeededRandom } from '../seeded-random.js';
import type { Drawing } from './svg-patterns.js';

const MOODS = ['calm', 'happy', 'surprised', 'determined'] as const;
type Mood = (typeof MOODS)[number];

const MOUTHS: Readonly<Record<Mood, string>> = {
  calm: 'M-18 34Q0 42 18 34', happy: 'M-24 28Q0 62 24 28Z', surprised: 'M-8 40a8 10 0 1 0 16 0a8 10 0 1 0 -16 0Z', determined: 'M-20 38H20',
};

/** The head of the character; shape of ears and size of eyes come from the product. */
function head(mood: Mood, random: SeededRandom, [deep, , bright, pale, warm]: readonly string[]): string {
  const [ear, eye] = [random.whole(18, 34), random.whole(7, 12)];
  const brow = mood === 'determined' ? '<path d="M-40 -34L-16 -26M40 -34L16 -26" stroke-width="6"/>' : '';
  return `<g stroke="${deep}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round">
<circle cx="-62" cy="-62" r="${ear}" fill="${warm}"/><circle cx="62" cy="-62" r="${ear}" fill="${warm}"/>
<rect x="-92" y="-80" width="184" height="160" rx="64" fill="${bright}"/><ellipse cx="0" cy="26" rx="52" ry="40" fill="${pale}"/>
<circle cx="-34" cy="-14" r="${eye}" fill="${deep}"/><circle cx="34" cy="-14" r="${eye}" fill="${deep}"/>${brow}<path d="${MOUTHS[mood]}" fill="${mood === 'calm' || mood === 'determined' ? 'none' : warm}"/></g>`;
}

const sheet = (title: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600" width="1200" height="900" font-family="sans-serif">
<title>${escapeXml(title)}</title>
<rect width="800" height="600" fill="#ffffff"/>
${body}
</svg>
`;

/** Model sheets of a licensed character: figure, moods, colours, placement on goods. */
export function svgMascot(productId: string, nameEn: string): Drawing[] {
  const colours = accentColours(productId).map(hexFromRgb);
  const face = (mood: Mood): string => head(mood, new SeededRandom(`${productId}/mascot`), colours);
  const [deep, strong, , pale, warm] = colours;
  const body = `<g stroke="${deep}" stroke-width="5" stroke-linejoin="round"><rect x="-62" y="60" width="124" height="150" rx="40" fill="${strong}"/><rect x="-106" y="84" width="52" height="26" rx="13" fill="${warm}"/><rect x="54" y="84" width="52" height="26" rx="13" fill="${warm}"/><rect x="-50" y="200" width="40" height="44" rx="14" fill="${warm}"/><rect x="10" y="200" width="40" height="44" rx="14" fill="${warm}"/></g>`;
  const label = (x: number, y: number, text: string): string => `<text x="${x}" y="${y}" font-size="18" fill="${deep}" text-anchor="middle">${escapeXml(text)}</text>`;
  return [
    { name: '01-figure', svg: sheet(`${nameEn}: figure`, `<g transform="translate(400 220)">${body}${face('happy')}</g><path d="M240 120V464M230 120h20M230 464h20" stroke="${deep}" fill="none"/>${label(190, 300, '2.4 heads')}`) },
    { name: '02-moods', svg: sheet(`${nameEn}: moods`, MOODS.map((mood, index) => `<g transform="translate(${220 + (index % 2) * 360} ${150 + Math.floor(index / 2) * 280})">${face(mood)}</g>${label(220 + (index % 2) * 360, 270 + Math.floor(index / 2) * 280, mood)}`).join('\n')) },
    { name: '03-colours', svg: sheet(`${nameEn}: colours`, colours.map((colour, index) => `<rect x="${40 + index * 148}" y="160" width="128" height="220" rx="12" fill="${colour}" stroke="${deep}"/>${label(104 + index * 148, 420, colour)}`).join('\n')) },
    { name: '04-placement', svg: sheet(`${nameEn}: placement on goods`, `<path d="M120 120L220 80H300L400 120L360 220H330V480H190V220H160Z" fill="${pale}" stroke="${deep}"/><g transform="translate(260 260) scale(.5)">${face('happy')}</g>${label(260, 530, 'Shirt: chest, 12 cm wide')}<rect x="500" y="180" width="180" height="220" rx="16" fill="${pale}" stroke="${deep}"/><path d="M680 220h40v120h-40" fill="none" stroke="${deep}" stroke-width="14"/><g transform="translate(590 290) scale(.6)">${face('calm')}</g>${label(590, 530, 'Mug: centre, clear space one ear')}`) },
  ];
}
