import { ApiProperty } from '@nestjs/swagger';
import type { MissingForPayout, PayoutMethodView } from '@silkport/settlement';

const text = { type: String, nullable: true } as const;

export class PayoutMethodAnswer {
  @ApiProperty({ ...text, enum: ['stripe', 'bank_account', null] }) kind: 'stripe' | 'bank_account' | null;
  @ApiProperty({ ...text, description: 'Country/region of the account.', example: 'CN' }) country: string | null;
  @ApiProperty(text) holderName: string | null;
  @ApiProperty({ ...text, description: 'The last four characters; the whole is shown to nobody.', example: '•••• 0123' }) account: string | null;
  @ApiProperty() isIban: boolean;
  @ApiProperty(text) bankCode: string | null;
  @ApiProperty(text) bankName: string | null;
  @ApiProperty({ ...text, format: 'date-time' }) setAt: string | null;
  @ApiProperty({ enum: ['method', 'provider', 'hold'], isArray: true, description: 'What stands in the way of pay-outs; empty where nothing does.' }) missing: readonly MissingForPayout[];
  @ApiProperty({ type: [String], description: 'What the payment provider still asks for, by its own names.' }) requirements: readonly string[];
  @ApiProperty({ ...text, description: 'Why the marketplace holds the pay-outs.' }) heldBecause: string | null;
  @ApiProperty({ description: 'Whether the payment provider sends money to the merchant’s country/region.' }) canUseStripe: boolean;
}

export class OnboardingAnswer {
  @ApiProperty({ format: 'uri', description: 'The payment provider’s page, for the merchant alone and for a short while.' }) url: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
}

export function payoutMethodAnswer({ setAt, ...method }: PayoutMethodView, canUseStripe: boolean): PayoutMethodAnswer {
  return { ...method, setAt: setAt?.toISOString() ?? null, canUseStripe };
}
