import { ApiProperty } from '@nestjs/swagger';

/** Money as `toWireMoney` writes it. */
export class MoneyAnswer {
  @ApiProperty({ description: 'Major units as a decimal string, with the digits of the currency.', pattern: String.raw`^-?\d+(\.\d+)?$`, example: '12.50' })
  amount: string;

  @ApiProperty({ description: 'ISO 4217.', pattern: '^[A-Z]{3}$', example: 'EUR' })
  currency: string;
}
