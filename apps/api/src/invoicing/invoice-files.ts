import { applyDecorators, Injectable, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { InvoiceUnknown, RenderInvoice, type IssuedDocument } from '@silkport/invoicing';

/** What a document's file is called in a path: its number or id, and its form. */
export interface FileName { readonly name: string; readonly form: 'pdf' | 'xml' }

/** @throws InvoiceUnknown for what no file is called */
export function fileNameOf(file: string): FileName {
  const [, name = '', form] = /^([\w-]{1,60})\.(pdf|xml)$/.exec(file) ?? [];
  if (form !== 'pdf' && form !== 'xml') throw new InvoiceUnknown();
  return { name, form };
}

/** Documents a route that answers with such a file. */
export const AnswersInvoiceFile = (named: string) => applyDecorators(
  ApiParam({ name: 'file', description: `${named}, and \`.pdf\` for paper or \`.xml\` for UBL 2.1 (EN 16931, Peppol BIS Billing 3.0).`, example: 'SP-2026-000123.pdf' }),
  ApiOkResponse({ description: 'The document.', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } }, 'application/xml': { schema: { type: 'string' } } } }),
);

@Injectable()
export class InvoiceFiles {
  constructor(private readonly render: RenderInvoice) {}

  /** @throws InvoiceUnknown */
  async answer(issued: IssuedDocument | undefined, form: FileName['form']): Promise<StreamableFile> {
    if (!issued) throw new InvoiceUnknown();
    const bytes = form === 'pdf' ? await this.render.pdf(issued) : Buffer.from(this.render.xml(issued));
    return new StreamableFile(bytes, { type: `application/${form}`, disposition: `attachment; filename="${issued.number}.${form}"`, length: bytes.length });
  }
}
