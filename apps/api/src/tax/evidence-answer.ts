import { ApiProperty } from '@nestjs/swagger';
import { evidenceKinds, type EvidenceKind, type KeptEvidence } from '@silkport/tax';

/** One item of evidence of where a buyer belongs. */
export class EvidenceItemAnswer {
  @ApiProperty({ enum: evidenceKinds, example: 'billing-address' }) kind: EvidenceKind;
  @ApiProperty({ description: 'Country/region, ISO 3166-1 alpha-2.', example: 'KZ' }) country: string;
  @ApiProperty({ description: 'As it came.', example: 'KZ' }) raw: string;
  @ApiProperty({ format: 'date-time' }) seenAt: string;
  @ApiProperty({ format: 'date', description: 'Kept until the end of this day.', example: '2036-12-31' }) retainedUntil: string;
}

export class EvidenceAnswer {
  @ApiProperty({ type: [EvidenceItemAnswer] }) items: EvidenceItemAnswer[];
}

export function evidenceAnswer(kept: readonly KeptEvidence[]): EvidenceAnswer {
  return { items: kept.map(({ kind, country, raw, seenAt, retainedUntil }) => ({ kind, country, raw, seenAt, retainedUntil })) };
}
