import { ApiProperty } from '@nestjs/swagger';
import { evidenceKinds, placeStandings, type EvidenceKind, type PlaceJudgement, type PlaceStanding } from '@silkport/tax';
import { PageAnswer } from '../http/page-answer.js';

export class PlaceItemAnswer {
  @ApiProperty({ enum: evidenceKinds, example: 'card-country' }) kind: EvidenceKind;
  @ApiProperty({ description: 'Country/region, ISO 3166-1 alpha-2.', example: 'DE' }) country: string;
}

/** What the evidence of an order’s place of supply comes to. */
export class PlaceVerdictAnswer {
  @ApiProperty({ type: String, nullable: true, example: 'SP-7K3MQ-92XTV' }) orderNumber: string | null;
  @ApiProperty({ format: 'uuid', description: 'To read the evidence itself.' }) orderId: string;
  @ApiProperty({ enum: placeStandings, description: '`pending`: fewer items agree than the market asks for. `contradicted`: an item speaks for another country/region.' }) verdict: PlaceStanding;
  @ApiProperty({ description: 'Country/region that the order’s taxes were computed for; they stay as they are.', example: 'KZ' }) taxedIn: string;
  @ApiProperty({ description: 'Country/region that most of the evidence speaks for.', example: 'KZ' }) country: string;
  @ApiProperty({ type: [PlaceItemAnswer] }) items: PlaceItemAnswer[];
  @ApiProperty({ format: 'date-time' }) judgedAt: string;
}

export class PlaceVerdictPageAnswer extends PageAnswer {
  @ApiProperty({ type: [PlaceVerdictAnswer] }) items: PlaceVerdictAnswer[];
}

export function placeVerdictAnswer({ orderId, verdict, taxedIn, country, items, judgedAt }: PlaceJudgement, orderNumber: string | undefined): PlaceVerdictAnswer {
  return { orderNumber: orderNumber ?? null, orderId, verdict, taxedIn, country, items: [...items], judgedAt: judgedAt.toISOString() };
}
