import { ApiProperty } from '@nestjs/swagger';
import { invoicedFacts, missingFacts, type DatedLegalFacts, type InvoicedFact, type LegalFactsView } from '@silkport/clusters';

const text = { type: String, nullable: true } as const;

export class LegalFactsAnswer {
  @ApiProperty({ ...text, description: 'As it is registered, in any script.', example: '景德镇蓝窑陶瓷有限公司' }) legalName: string | null;
  @ApiProperty({ type: [String], example: ['陶溪川 1 号'] }) streetLines: readonly string[];
  @ApiProperty({ ...text, example: '333000' }) postalCode: string | null;
  @ApiProperty({ ...text, example: '景德镇市' }) city: string | null;
  @ApiProperty({ ...text, example: '江西省' }) region: string | null;
  @ApiProperty({ ...text, description: 'Country/region of the seat; null: the merchant’s own.', example: 'CN' }) country: string | null;
  @ApiProperty({ ...text, example: '91110000600037341L' }) registrationNumber: string | null;
  @ApiProperty({ ...text, example: '91110000600037341L' }) taxId: string | null;
  @ApiProperty({ ...text, example: 'accounts@blue-kiln.example' }) accountsEmail: string | null;
  @ApiProperty({ enum: invoicedFacts, isArray: true, description: 'What the merchant’s invoices cannot say, since nobody told it.' }) missing: readonly InvoicedFact[];
}

export class DatedLegalFactsAnswer extends LegalFactsAnswer {
  @ApiProperty({ format: 'date-time', description: 'In force from then on, until the next.' }) validFrom: string;
  @ApiProperty({ ...text, format: 'uuid', description: 'The person who said so; null where the marketplace did.' }) setBy: string | null;
}

export class LegalFactsHistoryAnswer {
  @ApiProperty({ type: [DatedLegalFactsAnswer], description: 'Newest first; empty where the merchant has told nothing.' }) items: DatedLegalFactsAnswer[];
}

export function legalFactsAnswer(facts: LegalFactsView): LegalFactsAnswer {
  return { ...facts, missing: missingFacts(facts) };
}

export function datedLegalFactsAnswer(facts: DatedLegalFacts): DatedLegalFactsAnswer {
  return { ...facts, missing: missingFacts(facts), validFrom: facts.validFrom.toISOString() };
}
