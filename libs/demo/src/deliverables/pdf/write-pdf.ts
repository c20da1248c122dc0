import { deflateSync } from 'node:zlib';

export interface PdfProperties {
  title: string;
  author: string;
  subject: string;
  keywords: string;
}

export interface PdfLink {
  /** Left, bottom, right, top in points. */
  box: readonly [number, number, number, number];
  /** Index of the page that the link opens. */
  page: number;
}

export interface PdfPage {
  /** Content operators; fonts are /F1 Helvetica, /F2 bold, /F3 Courier. */
  operators: string;
  links?: readonly PdfLink[];
}

export interface PdfBookmark {
  title: string;
  page: number;
}

export const PAGE_WIDTH = 595;
export const PAGE_HEIGHT = 842;

const FIXED_DATE = '(D:20260101000000Z)';

/** A PDF text string in UTF-16, so that Chinese names are right in the document properties. */
function utf16Text(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

function outlineObjects(bookmarks: readonly PdfBookmark[], root: number, pageId: (page: number) => number): string[] {
  const items = bookmarks.map(({ title, page }, index) => {
    const previous = index > 0 ? `/Prev ${root + index} 0 R ` : '';
    const next = index < bookmarks.length - 1 ? `/Next ${root + index + 2} 0 R ` : '';
    return `<< /Title ${utf16Text(title)} /Parent ${root} 0 R ${previous}${next}/Dest [${pageId(page)} 0 R /Fit] >>`;
  });
  return [`<< /Type /Outlines /First ${root + 1} 0 R /Last ${root + bookmarks.length} 0 R /Count ${bookmarks.length} >>`, ...items];
}

function pageObjects(page: PdfPage, id: number, pageId: (page: number) => number): [string, Buffer] {
  const links = (page.links ?? []).map(({ box, page: target }) =>
    `<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [${box.join(' ')}] /Dest [${pageId(target)} 0 R /Fit] >>`);
  const stream = deflateSync(Buffer.from(page.operators, 'latin1'));
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> `
      + `/Contents ${id + 1} 0 R${links.length > 0 ? ` /Annots [${links.join(' ')}]` : ''} >>`,
    Buffer.concat([Buffer.from(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`), stream, Buffer.from('\nendstream')]),
  ];
}

/** Bodies of all objects in the order of their numbers: catalogue, tree, three fonts, properties, pages with contents, outline. */
function documentObjects(pages: readonly PdfPage[], properties: PdfProperties, bookmarks: readonly PdfBookmark[]): (string | Buffer)[] {
  const pageId = (page: number): number => 7 + page * 2;
  const outlineId = 7 + pages.length * 2;
  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const { title, author, subject, keywords } = properties;
  return [
    `<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >>${bookmarks.length > 0 ? ` /Outlines ${outlineId} 0 R` : ''} >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageId(index)} 0 R`).join(' ')}] >>`,
    font('Helvetica'), font('Helvetica-Bold'), font('Courier'),
    `<< /Title ${utf16Text(title)} /Author ${utf16Text(author)} /Subject ${utf16Text(subject)} /Keywords ${utf16Text(keywords)} `
      + `/Producer (Silkport demo) /CreationDate ${FIXED_DATE} /ModDate ${FIXED_DATE} >>`,
    ...pages.flatMap((page, index) => pageObjects(page, pageId(index), pageId)),
    ...(bookmarks.length > 0 ? outlineObjects(bookmarks, outlineId, pageId) : []),
  ];
}

/**
 * A complete PDF 1.4 file. Written here and not with pdf-lib because that library only creates and saves asynchronously
 * and the generator is a pure function; pdf-lib reads the result back in the tests.
 */
export function writePdf(pages: readonly PdfPage[], properties: PdfProperties, bookmarks: readonly PdfBookmark[] = []): Uint8Array {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let position = chunks[0]?.length ?? 0;
  const push = (chunk: Buffer): void => {
    chunks.push(chunk);
    position += chunk.length;
  };
  const bodies = documentObjects(pages, properties, bookmarks);
  for (const [index, body] of bodies.entries()) {
    offsets.push(position);
    push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), typeof body === 'string' ? Buffer.from(body) : body, Buffer.from('\nendobj\n')]));
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = bodies.length + 1;
  push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${position}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(chunks));
}
