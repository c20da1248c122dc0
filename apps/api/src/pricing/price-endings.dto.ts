import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { findCurrency } from '@silkport/markets';
import { endingDirections, offeredCurrency, PriceEndingRefused, type CurrencyEnding, type EndingDirection, type PriceEnding } from '@silkport/pricing';
import { decimalOfMinor, minorOfDecimal } from '@silkport/values';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, Matches, ValidateNested } from 'class-validator';

const amount = /^\d{1,12}(\.\d{1,4})?$/;

export class PriceEndingDto {
  @ApiProperty({ description: 'ISO 4217; one of /v1/currencies.', example: 'KZT' })
  @Matches(/^[A-Z]{3}$/)
  currency: string;

  @ApiProperty({ description: 'Prices lie this far apart, in major units: `10` for whole tens.', example: '10' })
  @Matches(amount)
  step: string;

  @ApiPropertyOptional({ default: '0', description: 'By how much they lie above a multiple of the step: `9.90` with a step of `10` makes 9.90, 19.90, 29.90.', example: '0' })
  @Matches(amount)
  ending: string = '0';

  @ApiPropertyOptional({ enum: endingDirections, default: 'nearest' })
  @IsIn(endingDirections)
  direction: EndingDirection = 'nearest';
}

export class PriceEndingsDto {
  @ApiProperty({ type: [PriceEndingDto], maxItems: 100, description: 'All of them: a currency that is not named is rounded to what can be charged.' })
  @Type(() => PriceEndingDto) @ValidateNested({ each: true }) @ArrayMaxSize(100) @IsArray()
  endings: PriceEndingDto[];
}

export class PriceEndingAnswer {
  @ApiProperty({ example: 'KZT' }) currency: string;
  @ApiProperty({ example: '10.00' }) step: string;
  @ApiProperty({ example: '0.00' }) ending: string;
  @ApiProperty({ enum: endingDirections, example: 'nearest' }) direction: EndingDirection;
}

export class PriceEndingsAnswer {
  @ApiProperty({ type: [PriceEndingAnswer] }) endings: PriceEndingAnswer[];
}

/** @throws CurrencyNotOffered, PriceEndingRefused where an amount has more digits than its currency */
export function endingsOf({ endings }: PriceEndingsDto): CurrencyEnding[] {
  return endings.map(({ currency, step, ending, direction }, index) => {
    const { minorUnits } = offeredCurrency(currency);
    const stepMinor = minorOfDecimal(step, minorUnits);
    const endingMinor = minorOfDecimal(ending, minorUnits);
    if (stepMinor === undefined || endingMinor === undefined) throw new PriceEndingRefused({ currency }, `endings.${index}`);
    return { currency, stepMinor, endingMinor, direction };
  });
}

export function priceEndingsAnswer(endings: ReadonlyMap<string, PriceEnding> | undefined): PriceEndingsAnswer {
  return {
    endings: [...(endings ?? [])].map(([currency, { stepMinor, endingMinor, direction }]) => {
      const decimal = (minor: bigint) => decimalOfMinor(minor, findCurrency(currency)?.minorUnits ?? 2);
      return { currency, step: decimal(stepMinor), ending: decimal(endingMinor), direction };
    }),
  };
}
