import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { quotaPeriods, type ApiAccessView, type CredentialView, type IssuedCredential, type MerchantUsageRow, type QuotaPeriod, type UsageRow } from '@silkport/delivery';
import { Type } from 'class-transformer';
import { IsInstant } from '@silkport/i18n';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { PlainText } from '../../http/code-text.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { ApiScopeDto } from './api-plan.dto.js';

export class CredentialAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Warehouse' }) name: string;
  @ApiProperty({ description: 'How the credential begins.', example: 'spk_4f0c9d21a7be' }) prefix: string;
  @ApiProperty({ type: [String], nullable: true, description: 'Null where all of the plan’s are meant.', example: null }) scopes: readonly string[] | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) expiresAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.', example: null }) lastUsedAt: string | null;
}

export class QuotaAnswer {
  @ApiProperty({ enum: quotaPeriods, example: 'month' }) period: QuotaPeriod;
  @ApiProperty({ type: 'integer', description: 'Units of a period, for all pieces.', example: 10_000 }) total: number;
  @ApiProperty({ type: 'integer', example: 120 }) used: number;
  @ApiProperty({ type: 'integer', description: 'What is left of top-ups.', example: 0 }) extra: number;
  @ApiProperty({ type: 'integer', example: 9_880 }) left: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it begins anew; null where it never does.', example: null }) renewedAt: string | null;
}

/** What a purchase gives of an API. */
export class ApiAccessAnswer {
  @ApiProperty({ description: 'What your programs call, with `Authorization: Bearer` or `X-Api-Key`.', example: 'https://silkport.example/v1/gateway/019a…' }) gatewayUrl: string;
  @ApiProperty({ description: 'Whether calls are forwarded; else the merchant says where to call.', example: true }) isForwarded: boolean;
  @ApiProperty({ type: [ApiScopeDto] }) scopes: readonly ApiScopeDto[];
  @ApiProperty({ type: 'integer', nullable: true, example: 10 }) perSecond: number | null;
  @ApiProperty({ type: 'integer', nullable: true, example: 300 }) perMinute: number | null;
  @ApiProperty({ type: QuotaAnswer, nullable: true, description: 'Null where nothing is counted down.' }) quota: QuotaAnswer | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Of a top-up that joined another purchase: that one.', example: null }) joinedEntitlementId: string | null;
  @ApiProperty({ description: 'Whether it is a top-up on its own, whose units can be added to another purchase.', example: false }) canJoin: boolean;
  @ApiProperty({ type: [CredentialAnswer] }) credentials: CredentialAnswer[];
}

export function accessAnswer({ plan, quota, joinedId, canJoin, credentials }: ApiAccessView, gatewayUrl: string): ApiAccessAnswer {
  return {
    gatewayUrl, isForwarded: plan.upstreamUrl !== null, perSecond: plan.perSecond, perMinute: plan.perMinute, joinedEntitlementId: joinedId, canJoin,
    scopes: plan.scopes.map(({ name, methods, path, units }) => ({ name, methods: [...methods], path, units })),
    quota: quota && { period: plan.quotaPeriod, total: quota.total, used: quota.used, extra: quota.extra, left: quota.left, renewedAt: quota.renewedAt?.toISOString() ?? null },
    credentials: credentials.map(credentialAnswer),
  };
}

function credentialAnswer({ createdAt, expiresAt, lastUsedAt, ...credential }: CredentialView): CredentialAnswer {
  return { ...credential, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, lastUsedAt: lastUsedAt?.toISOString() ?? null };
}

export class NewCredentialDto {
  @ApiProperty({ maxLength: 100, example: 'Warehouse' })
  @MaxLength(100) @PlainText()
  name: string;

  @ApiPropertyOptional({ type: [String], description: 'Some of the plan’s; without it all.', example: ['read'] })
  @IsOptional() @IsString({ each: true }) @MaxLength(50, { each: true }) @ArrayNotEmpty() @ArrayMaxSize(50) @IsArray()
  scopes?: string[];
}

/** The access that a top-up is added to: whoever asks holds it too, by its key or by a confirmed e-mail address. */
export class JoinedAccessDto {
  @ApiProperty({ maxLength: 40, example: 'SP-7K3MQ-92XTV' })
  @IsString() @Matches(/^[A-Za-z0-9-]{1,40}$/)
  orderNumber: string;

  @ApiProperty({ format: 'uuid', description: 'Of that order.' })
  @IsUUID()
  entitlementId: string;

  @ApiPropertyOptional({ description: 'From the link to that order; not needed by who is signed in with its e-mail address, confirmed.', maxLength: 200 })
  @IsOptional() @IsString() @MaxLength(200)
  key?: string;
}

export class RotationDto {
  @ApiPropertyOptional({ type: 'integer', description: 'How long the old one goes on.', minimum: 0, maximum: 720, default: 24 })
  @IsOptional() @IsInt() @Min(0) @Max(720)
  overlapHours?: number;
}

export class IssuedCredentialAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'spk_4f0c9d21a7be' }) prefix: string;
  @ApiProperty({ type: String, nullable: true, description: 'Shown this once. A repeated request gets null: revoke the credential then, and make another.' }) token: string | null;
}

export function issuedAnswer({ id, prefix, token }: IssuedCredential): IssuedCredentialAnswer {
  return { id, prefix, token };
}

const spans = ['hour', 'day'] as const;

export class UsageSpanQuery extends OrderKeyQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'From this hour on; 30 days ago without it.' })
  @IsOptional() @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Until before this hour; now without it.' })
  @IsOptional() @IsInstant()
  until?: string;

  @ApiPropertyOptional({ enum: spans, default: 'day' })
  @IsOptional() @IsIn(spans) @Type(() => String)
  by?: 'hour' | 'day';
}

const monthMilliseconds = 30 * 86_400_000;

export function spanOf({ from, until, by }: UsageSpanQuery, now: Date) {
  return { from: from ? new Date(from) : new Date(now.getTime() - monthMilliseconds), until: until ? new Date(until) : now, by: by ?? 'day' } as const;
}

export class CallsAnswer {
  @ApiProperty({ format: 'date-time', description: 'When the hour or day begins, in UTC.' }) at: string;
  @ApiProperty({ type: 'integer', description: 'Let through.', example: 120 }) calls: number;
  @ApiProperty({ type: 'integer', example: 120 }) units: number;
  @ApiProperty({ type: 'integer', description: 'For their rate or quota.', example: 0 }) refused: number;
  @ApiProperty({ type: 'integer', description: 'Calls that the upstream failed.', example: 0 }) givenBack: number;
}

export class UsageRowAnswer extends CallsAnswer {
  @ApiProperty({ example: 'read' }) scope: string;
}

export class MerchantUsageRowAnswer extends CallsAnswer {
  @ApiProperty({ type: 'integer', description: 'Purchases that called.', example: 3 }) entitlements: number;
}

export class UsageAnswer {
  @ApiProperty({ type: [UsageRowAnswer], description: 'Newest first.' }) items: UsageRowAnswer[];
}

export class MerchantUsageAnswer {
  @ApiProperty({ type: [MerchantUsageRowAnswer], description: 'Newest first.' }) items: MerchantUsageRowAnswer[];
}

export function usageAnswer(rows: readonly UsageRow[]): UsageAnswer {
  return { items: rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row })) };
}

export function merchantUsageAnswer(rows: readonly MerchantUsageRow[]): MerchantUsageAnswer {
  return { items: rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row })) };
}
