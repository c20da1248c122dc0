import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';

const size = 8;
const margin = 14;
/** Others have their turn in between. */
const objectsPerTick = 200;

/** Writes a line at the foot of each page, and into the document's own description. @throws where the document is encrypted or broken */
export async function stampPdf(bytes: Uint8Array, text: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: objectsPerTick });
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const page of document.getPages()) {
    const { x, y } = page.getCropBox();
    page.drawText(text, { x: x + margin, y: y + margin / 2, size, font, color: rgb(0.35, 0.35, 0.35) });
  }
  document.setSubject([document.getSubject(), text].filter(Boolean).join(' · '));
  return document.save({ useObjectStreams: true, objectsPerTick });
}
