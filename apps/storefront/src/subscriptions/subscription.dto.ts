import { Transform } from 'class-transformer';
import { IsInstant } from '@silkport/i18n';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const kinds = ['variant', 'seats', 'pause', 'resume', 'cancel', 'keep', 'retry'] as const;
const unlessEmpty = ({ value }: { value: unknown }) => (value === '' ? undefined : value);
const whole = ({ value }: { value: unknown }) => (typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value === '' ? undefined : value);

/** What is asked of a subscription, as its forms send it. */
export class SubscriptionForm {
  @IsIn(kinds) kind: (typeof kinds)[number];
  /** Of the page that was filled in: sent twice, it is one change. */
  @IsUUID() attempt: string;
  @Transform(unlessEmpty) @IsOptional() @IsUUID() variantId?: string;
  @Transform(whole) @IsOptional() @IsInt() @Min(1) @Max(1000) seats?: number;
  /** For which the price was shown. */
  @Transform(unlessEmpty) @IsOptional() @IsInstant() proratedAt?: string;
  /** A calendar date. */
  @Transform(unlessEmpty) @IsOptional() @IsInstant() resumesOn?: string;
}
