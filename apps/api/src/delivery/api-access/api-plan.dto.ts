import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { quotaPeriods, type ApiPlanTerms, type QuotaPeriod } from '@silkport/delivery';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export class ApiScopeDto {
  @ApiProperty({ pattern: '^[a-z][a-z0-9._:-]{0,49}$', example: 'read' })
  @IsString() @Matches(/^[a-z][a-z0-9._:-]{0,49}$/)
  name: string;

  @ApiProperty({ enum: methods, isArray: true, example: ['GET'] })
  @IsIn(methods, { each: true }) @ArrayNotEmpty() @ArrayMaxSize(6) @IsArray()
  methods: string[];

  @ApiProperty({ description: 'The beginning of the path behind the gateway’s; the longest that fits decides.', pattern: '^/', maxLength: 200, example: '/' })
  @IsString() @MaxLength(200) @Matches(/^\/([\w.~-]+\/?)*$/)
  path: string;

  @ApiProperty({ type: 'integer', description: 'What one call takes of the quota.', minimum: 0, maximum: 1_000_000, example: 1 })
  @IsInt() @Min(0) @Max(1_000_000)
  units: number;
}

/** What a variant gives of its merchant's API. */
export class ApiPlanDto {
  @ApiProperty({ type: [ApiScopeDto] })
  @ValidateNested({ each: true }) @Type(() => ApiScopeDto) @ArrayNotEmpty() @ArrayMaxSize(50) @IsArray()
  scopes: ApiScopeDto[];

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Units for each piece bought; null where nothing is counted down.', minimum: 1, example: 10_000 })
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000_000_000)
  quotaUnits?: number | null;

  @ApiProperty({ enum: quotaPeriods, description: 'When the quota begins anew: never, or at midnight or the first of the month in UTC.', example: 'month' })
  @IsIn(quotaPeriods)
  quotaPeriod: QuotaPeriod;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Calls in a second.', minimum: 1, example: 10 })
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000)
  perSecond?: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Calls in a minute.', minimum: 1, example: 300 })
  @IsOptional() @IsInt() @Min(1) @Max(10_000_000)
  perMinute?: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Days from the one on which it can be used first; null where it has no end.', minimum: 1, example: 365 })
  @IsOptional() @IsInt() @Min(1) @Max(36_500)
  validDays?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Where your API answers: https, on the public internet. Null where your own gateway asks ours.', maxLength: 500, example: 'https://api.example.com/v2' })
  @IsOptional() @IsString() @MaxLength(500)
  upstreamUrl?: string | null;

  @ApiPropertyOptional({ description: 'Its units join what the same buyer has of the same product.', default: false })
  @IsOptional() @IsBoolean()
  isTopUp?: boolean;
}

export function planTerms({ scopes, quotaUnits, quotaPeriod, perSecond, perMinute, validDays, upstreamUrl, isTopUp }: ApiPlanDto): ApiPlanTerms {
  return {
    scopes: scopes.map(({ name, methods: of, path, units }) => ({ name, methods: of, path, units })), quotaUnits: quotaUnits ?? null, quotaPeriod, perSecond: perSecond ?? null, perMinute: perMinute ?? null,
    validDays: validDays ?? null, upstreamUrl: upstreamUrl ?? null, isTopUp: isTopUp ?? false,
  };
}

/** A plan as its merchant set it. */
export class ApiPlanAnswer {
  @ApiProperty({ type: [ApiScopeDto] }) scopes: readonly ApiScopeDto[];
  @ApiProperty({ type: 'integer', nullable: true, description: 'For each piece.', example: 10_000 }) quotaUnits: number | null;
  @ApiProperty({ enum: quotaPeriods, example: 'month' }) quotaPeriod: QuotaPeriod;
  @ApiProperty({ type: 'integer', nullable: true, example: 10 }) perSecond: number | null;
  @ApiProperty({ type: 'integer', nullable: true, example: 300 }) perMinute: number | null;
  @ApiProperty({ type: 'integer', nullable: true, example: 365 }) validDays: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'https://api.example.com/v2' }) upstreamUrl: string | null;
  @ApiProperty({ example: false }) isTopUp: boolean;
  @ApiProperty({ description: 'What you check x-silkport-signature with: HMAC-SHA-256 over timestamp, method, path with query, entitlement and scope, a line each, in hexadecimal behind `v1=`.' }) signingKey: string;
  @ApiProperty({ description: 'What buyers call, where calls are forwarded; all paths below it are your API’s.', example: 'https://silkport.example/v1/gateway/019a…' }) gatewayUrl: string;
  @ApiProperty({ description: 'What your own gateway asks, where buyers call it.', example: 'https://silkport.example/v1/gateway-checks/019a…' }) checkUrl: string;
}

export function planAnswer(plan: ApiPlanTerms, signingKey: string, urls: Pick<ApiPlanAnswer, 'gatewayUrl' | 'checkUrl'>): ApiPlanAnswer {
  const { scopes, quotaUnits, quotaPeriod, perSecond, perMinute, validDays, upstreamUrl, isTopUp } = plan;
  return { scopes: scopes.map(({ name, methods: of, path, units }) => ({ name, methods: [...of], path, units })), quotaUnits, quotaPeriod, perSecond, perMinute, validDays, upstreamUrl, isTopUp, signingKey, ...urls };
}
