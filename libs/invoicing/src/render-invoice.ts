import { Injectable } from '@nestjs/common';
import { renderPdf } from '@silkport/documents';
import { Phrases } from '@silkport/i18n';
import type { IssuedDocument } from './invoice-reads.js';
import { invoicePaper } from './paper/invoice-paper.js';
import { renderUbl } from './ubl/render-ubl.js';

/** Both faces of an issued document, made anew each time: of frozen data, so that the bytes are the same, and nothing has to be stored beside it. */
@Injectable()
export class RenderInvoice {
  constructor(private readonly phrases: Phrases) {}

  pdf({ number, document }: IssuedDocument): Promise<Buffer> {
    return renderPdf(invoicePaper(number, document, this.phrases));
  }

  /** UBL 2.1. */
  xml({ number, document }: IssuedDocument): string {
    return renderUbl(number, document, this.phrases);
  }
}
