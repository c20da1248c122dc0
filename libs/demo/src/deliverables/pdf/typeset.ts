import { accentColours } from '../accent-colours.js';
import type { Rgb } from '../accent-colours.js';
import type { DeliverableSubject } from '../deliverable.js';
import { licenceTerms } from '../licence-terms.js';
import { SeededRandom } from '../seeded-random.js';
import { filledBox, filledPolygon, textAt } from './draw.js';
import { latinWidth, wrapLatin } from './latin-text.js';
import { MARGIN, PageFlow } from './page-flow.js';
import type { PdfSection } from './pdf-block.js';
import { PAGE_HEIGHT, PAGE_WIDTH, writePdf } from './write-pdf.js';
import type { PdfLink, PdfPage } from './write-pdf.js';

type Palette = ReturnType<typeof accentColours>;

const WHITE: Rgb = [255, 255, 255];

/** A skyline of overlapping ridges, different for each product. */
function ridges(random: SeededRandom, colours: Palette): string {
  return [colours[1], colours[2], colours[4]].map((rgb, depth) => {
    const points: [number, number][] = [[0, 0]];
    const phase = random.between(0, 6);
    for (let x = 0; x <= PAGE_WIDTH; x += 35) {
      points.push([x, 210 - depth * 62 + Math.sin(phase + x / (70 + depth * 30)) * 36 + random.between(-12, 12)]);
    }
    return filledPolygon([...points, [PAGE_WIDTH, 0]], rgb);
  }).join('');
}

function titlePage(subject: DeliverableSubject, kindLine: string, colours: Palette): string {
  let out = filledBox(0, 0, PAGE_WIDTH, PAGE_HEIGHT, colours[0]) + ridges(new SeededRandom(`${subject.productId}/cover`), colours);
  out += textAt(kindLine.toUpperCase(), MARGIN, 700, 10, 'F2', colours[4]);
  let y = 660;
  for (const line of wrapLatin(subject.nameEn, PAGE_WIDTH - 2 * MARGIN, 32, true)) {
    out += textAt(line, MARGIN, y, 32, 'F2', WHITE);
    y -= 40;
  }
  y -= 6;
  for (const line of wrapLatin(subject.descriptionEn, PAGE_WIDTH - 2 * MARGIN - 40, 12).slice(0, 7)) {
    out += textAt(line, MARGIN, y, 12, 'F1', colours[3]);
    y -= 18;
  }
  return out + textAt(`${subject.merchantEn}, ${subject.clusterEn}`, MARGIN, 46, 10.5, 'F2', WHITE);
}

function contentsPage(sections: readonly PdfSection[], starts: readonly number[], colours: Palette): PdfPage {
  const links: PdfLink[] = [];
  let operators = textAt('Contents', MARGIN, 742, 20, 'F2', colours[0]);
  for (const [index, section] of sections.entries()) {
    const y = 696 - index * 26;
    const page = String((starts[index] ?? 0) + 1);
    operators += textAt(`${index + 1}`, MARGIN, y, 11, 'F2', colours[1]) + textAt(section.title, MARGIN + 24, y, 11, 'F1', [38, 42, 48]);
    operators += textAt(page, PAGE_WIDTH - MARGIN - latinWidth(page, 11), y, 11, 'F1', [108, 112, 120]);
    links.push({ box: [MARGIN, y - 6, PAGE_WIDTH - MARGIN, y + 14], page: starts[index] ?? 0 });
  }
  return { operators, links };
}

/**
 * A finished document: cover, contents with links, numbered sections each on a new page, terms of the licence, page numbers.
 * `kindLine` names the kind of document in a word or three, such as "Industry report".
 */
export function typeset(subject: DeliverableSubject, kindLine: string, body: readonly PdfSection[]): Uint8Array {
  const colours = accentColours(subject.productId);
  const sections: PdfSection[] = [...body, { title: 'Terms of use', blocks: [{ kind: 'steps', items: licenceTerms(subject) }] }];
  const flow = new PageFlow(colours);
  const starts = sections.map((section, index) => flow.section(section, index + 1) + 2);
  const total = flow.pages.length + 2;
  const footer = (page: number): string => {
    const number = `${page} / ${total}`;
    return textAt(subject.nameEn, MARGIN, 40, 8, 'F1', [130, 134, 140]) + textAt(number, PAGE_WIDTH - MARGIN - latinWidth(number, 8), 40, 8, 'F1', [130, 134, 140]);
  };
  const contents = contentsPage(sections, starts, colours);
  const pages: PdfPage[] = [
    { operators: titlePage(subject, kindLine, colours) },
    { ...contents, operators: contents.operators + footer(2) },
    ...flow.pages.map((operators, index) => ({ operators: operators + footer(index + 3) })),
  ];
  return writePdf(
    pages,
    { title: subject.nameEn, author: subject.merchantEn, subject: `${kindLine}: ${subject.nameZh}`, keywords: `${subject.productId}, ${subject.taxonomy}` },
    sections.map((section, index) => ({ title: section.title, page: starts[index] ?? 0 })),
  );
}
