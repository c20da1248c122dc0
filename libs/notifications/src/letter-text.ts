import type { Letter, LetterPart } from './letter.js';

/** The same mail for readers that show no HTML; addresses stand on lines of their own, so that they can be followed. */
export function letterText({ heading, parts, footer }: Letter): string {
  return [heading, ...parts.map(partText), `--\nSilkport. ${footer}`].join('\n\n') + '\n';
}

function partText(part: LetterPart): string {
  switch (part.kind) {
    case 'paragraph':
    case 'note': return part.text;
    case 'facts': return part.facts.map(({ label, value }) => `${label} ${value}`).join('\n');
    case 'lines': return [...part.lines.map(({ title, merchant, quantity, amount }) => `${title}\n${merchant}\n${quantity} · ${amount}`), `${part.total.label} ${part.total.amount}`].join('\n\n');
    case 'list': return [part.heading, ...part.items.map((item) => (part.isAddress ? item : `• ${item}`))].join('\n');
    case 'button': return `${part.label}:\n${part.url}`;
  }
}
