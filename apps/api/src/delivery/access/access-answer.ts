import { ApiProperty } from '@nestjs/swagger';
import { deliveryKinds, type DeliveryKind } from '@silkport/catalog';
import { accessKinds, entitlementStates, type AccessRuleView, type AccessView, type EntitlementState, type MerchantEntitlement } from '@silkport/delivery';
import { PageAnswer } from '../../http/page-answer.js';

const uses = [...accessKinds, 'downloaded'] as const;

/** One use of what was bought. */
export class AccessAnswer {
  @ApiProperty({ enum: uses, example: 'downloaded' }) what: (typeof uses)[number];
  @ApiProperty({ type: String, nullable: true, description: 'A file, a lesson, a machine; of a refused try the code of the refusal.', example: 'guide.pdf' }) subject: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ type: String, nullable: true, description: 'Country/region that it came from, where that is known.', example: 'KZ' }) country: string | null;
  @ApiProperty({ type: 'integer', description: 'Uses that were counted together.', example: 1 }) times: number;
  @ApiProperty({ type: 'integer', nullable: true, example: null }) bytes: number | null;
}

export class AccessesAnswer {
  @ApiProperty({ type: [AccessAnswer], description: 'Newest first, at most a hundred.' }) items: AccessAnswer[];
}

export function accessesAnswer(views: readonly AccessView[]): AccessesAnswer {
  return { items: views.map(({ at, ...view }) => ({ ...view, at: at.toISOString() })) };
}

export class EntitlementAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
  @ApiProperty({ format: 'uuid' }) orderLineId: string;
  @ApiProperty({ type: 'integer', example: 1 }) seat: number;
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ format: 'uuid' }) variantId: string;
  @ApiProperty({ enum: deliveryKinds, example: 'download' }) deliveryKind: DeliveryKind;
  @ApiProperty({ type: 'integer', example: 1 }) quantity: number;
  @ApiProperty({ enum: entitlementStates, example: 'active' }) state: EntitlementState;
  @ApiProperty({ type: [String], description: 'What withholds it: `hand` a person, `verdict` an open decision on data, `rule:…` a rule of the market, `billing` an unpaid renewal, `paused` a rest.', example: [] }) holds: readonly string[];
  @ApiProperty({ type: String, nullable: true, description: 'Country/region of the order.', example: 'KZ' }) buyerCountry: string | null;
  @ApiProperty({ format: 'date-time' }) grantedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) activatedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) expiresAt: string | null;
}

export class EntitlementPageAnswer extends PageAnswer {
  @ApiProperty({ type: [EntitlementAnswer] }) items: EntitlementAnswer[];
}

export function entitlementAnswer({ orderId: _, grantedAt, activatedAt, expiresAt, ...entitlement }: MerchantEntitlement, orderNumber: string): EntitlementAnswer {
  return { ...entitlement, orderNumber, grantedAt: grantedAt.toISOString(), activatedAt: activatedAt?.toISOString() ?? null, expiresAt: expiresAt?.toISOString() ?? null };
}

export class AccessStateAnswer {
  @ApiProperty({ enum: entitlementStates, description: 'The state that follows; something else may still withhold it.', example: 'suspended' }) state: EntitlementState;
}

export class AccessRuleAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Country/region of the buyers.', example: 'KZ' }) country: string;
  @ApiProperty({ type: String, nullable: true, example: 'da.dataset' }) taxonomyId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) productId: string | null;
  @ApiProperty({ example: 'Export licence withdrawn' }) reason: string;
  @ApiProperty({ example: 'Order 12 of 2026' }) source: string;
  @ApiProperty({ format: 'date-time' }) decidedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) liftedAt: string | null;
}

export class AccessRulesAnswer {
  @ApiProperty({ type: [AccessRuleAnswer], description: 'Newest first.' }) items: AccessRuleAnswer[];
}

export function accessRuleAnswer({ decidedAt, liftedAt, ...rule }: AccessRuleView): AccessRuleAnswer {
  return { ...rule, decidedAt: decidedAt.toISOString(), liftedAt: liftedAt?.toISOString() ?? null };
}
