import { ApiProperty } from '@nestjs/swagger';
import { documentKinds, purposes, type DocumentKind, type InvoiceSummary, type Purpose } from '@silkport/invoicing';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

export class InvoiceAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'SP-2026-000123' }) number: string;
  @ApiProperty({ enum: documentKinds }) kind: DocumentKind;
  @ApiProperty({ enum: purposes, description: '`sale`: to a buyer. `commission`: of the operator to a merchant.' }) purpose: Purpose;
  @ApiProperty({ description: '`operator`, or the id of the merchant in whose name it was issued.', example: 'operator' }) issuer: string;
  @ApiProperty() issuerName: string;
  @ApiProperty({ type: String, nullable: true, example: 'SP-7K3MQ-92XTV' }) orderNumber: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Number of the invoice that a credit note corrects.' }) corrects: string | null;
  @ApiProperty({ format: 'date' }) issuedOn: string;
  @ApiProperty() tax: MoneyAnswer;
  @ApiProperty({ description: 'With tax; above zero for a credit note too.' }) total: MoneyAnswer;
}

export class InvoiceListAnswer {
  @ApiProperty({ type: [InvoiceAnswer] }) items: InvoiceAnswer[];
}

export class InvoicePageAnswer extends PageAnswer {
  @ApiProperty({ type: [InvoiceAnswer] }) items: InvoiceAnswer[];
}

export function invoiceAnswer({ tax, total, ...rest }: InvoiceSummary): InvoiceAnswer {
  return { ...rest, tax: toWireMoney(tax), total: toWireMoney(total) };
}
