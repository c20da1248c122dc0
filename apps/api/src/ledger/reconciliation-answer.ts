import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import { differenceKinds, matters, type DifferenceKind, type DifferenceView, type Matter, type ReconciliationView } from '@silkport/settlement';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

const states = ['open', 'resolved', 'acknowledged'] as const;

export class ReconciliationTotalAnswer {
  @ApiProperty({ description: 'How far the provider says that our balance moved.' }) provider: MoneyAnswer;
  @ApiProperty({ description: 'How far it moved in the books.' }) posted: MoneyAnswer;
}

export class ReconciliationAnswer {
  @ApiProperty({ format: 'date', description: 'By UTC.', example: '2026-11-22' }) day: string;
  @ApiProperty({ format: 'date-time' }) madeAt: string;
  @ApiProperty({ type: 'integer', description: 'Entries on the provider’s list.', example: 120 }) movementCount: number;
  @ApiProperty({ type: [ReconciliationTotalAnswer], description: 'By currency.' }) totals: ReconciliationTotalAnswer[];
  @ApiProperty({ type: 'integer', example: 1 }) differenceCount: number;
  @ApiProperty({ type: 'integer', description: 'Differences that nobody has acknowledged and that have not gone away.', example: 0 }) openCount: number;
}

export class ReconciliationPageAnswer extends PageAnswer {
  @ApiProperty({ type: [ReconciliationAnswer] }) items: ReconciliationAnswer[];
}

export class DifferenceAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: differenceKinds, example: 'not_posted' }) kind: DifferenceKind;
  @ApiProperty({ example: 'The provider has it, the books do not' }) name: string;
  @ApiProperty({ enum: matters, example: 'movement' }) matter: Matter;
  @ApiProperty({ description: 'The provider’s id of a movement; else of the order or pay-out.', example: 'txn_1' }) subject: string;
  @ApiProperty({ type: String, nullable: true, description: 'The order or pay-out, where it is known.' }) reference: string | null;
  @ApiProperty({ example: 'stripe_balance' }) account: string;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'Null where the provider says nothing.' }) provider: MoneyAnswer | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'Null where nothing was posted.' }) posted: MoneyAnswer | null;
  @ApiProperty({ enum: states, example: 'open' }) state: (typeof states)[number];
  @ApiProperty({ format: 'date-time' }) foundAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) acknowledgedAt: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) acknowledgedBy: string | null;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
}

export class ReconciledDayAnswer extends ReconciliationAnswer {
  @ApiProperty({ type: [DifferenceAnswer], description: 'Each of them, the open ones first.' }) differences: DifferenceAnswer[];
}

export function reconciliationAnswer({ day, madeAt, movementCount, totals, differences, open }: ReconciliationView): ReconciliationAnswer {
  return {
    day, madeAt: madeAt.toISOString(), movementCount, totals: totals.map(({ provider, posted }) => ({ provider: toWireMoney(provider), posted: toWireMoney(posted) })),
    differenceCount: differences, openCount: open,
  };
}

export function differenceAnswer({ provider, posted, foundAt, acknowledgedAt, ...rest }: DifferenceView, name: string): DifferenceAnswer {
  return {
    ...rest, name, provider: provider && toWireMoney(provider), posted: posted && toWireMoney(posted), foundAt: foundAt.toISOString(), acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
  };
}
