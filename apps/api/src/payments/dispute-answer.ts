import { ApiProperty } from '@nestjs/swagger';
import { disputeStages, type DisputeStage, type DisputeStanding, type EvidenceState } from '@silkport/payments';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

export class DisputeAnswer {
  @ApiProperty({ description: 'The payment provider’s.', example: 'du_1QxAb2' }) id: string;
  @ApiProperty({ enum: disputeStages, description: '`warning`: the bank only asks, no money was taken. `opened`: it has taken the money.' }) stage: DisputeStage;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the payment was for none of our orders.', example: 'SP-7K3MQ-92XTV' }) orderNumber: string | null;
  @ApiProperty() amount: MoneyAnswer;
  @ApiProperty({ description: 'The bank’s, as a code of the payment provider.', example: 'product_not_received' }) reason: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until when the bank takes an answer.' }) evidenceDueBy: string | null;
  @ApiProperty({ enum: ['none', 'draft', 'submitted'], description: '`submitted`: our answer is with the bank.' }) evidence: EvidenceState;
  @ApiProperty({ format: 'date-time' }) openedAt: string;
}

export class DisputePageAnswer extends PageAnswer {
  @ApiProperty({ type: [DisputeAnswer] }) items: DisputeAnswer[];
}

export function disputeAnswer({ disputeId, stage, amount, reason, evidenceDueBy, evidence, openedAt }: DisputeStanding, orderNumber: string | undefined): DisputeAnswer {
  return {
    id: disputeId, stage, orderNumber: orderNumber ?? null, amount: toWireMoney(amount), reason, evidenceDueBy: evidenceDueBy?.toISOString() ?? null, evidence, openedAt: openedAt.toISOString(),
  };
}
