import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import { taxReasons, type ImportEstimate, type TaxLine, type TaxReason } from '@silkport/tax';
import { addMoney } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';

/** One tax over all lines that bear it at the same rate for the same reason. */
export class TaxGroupAnswer {
  @ApiProperty({ description: 'ISO 3166 country/region, with the subdivision where the tax is one of it.', example: 'KZ' }) jurisdiction: string;
  @ApiProperty({ example: 'VAT' }) name: string;
  @ApiProperty({ description: 'Decimal percent, as the law states it.', example: '16' }) ratePct: string;
  @ApiProperty({ enum: taxReasons, description: 'Why it is what it is, also when it is zero.', example: 'standard' }) reason: TaxReason;
  @ApiProperty({ description: 'Whether the shown prices contain it.', example: true }) isIncluded: boolean;
  @ApiProperty() base: MoneyAnswer;
  @ApiProperty() amount: MoneyAnswer;
  @ApiProperty({ example: 'Tax Code 2026' }) legalSource: string;
}

/** What the buyer of a parcel will probably pay where it arrives; never charged by us. */
export class ImportEstimateAnswer {
  @ApiProperty() duty: MoneyAnswer;
  @ApiProperty() importTax: MoneyAnswer;
  @ApiProperty({ type: [String], description: 'Codes of the rules that led to it.', example: ['below_de_minimis'] }) rules: readonly string[];
  @ApiProperty({ example: 'Regulation (EU) 2026/382' }) legalSource: string;
}

/** Sums of amounts are those of the lines: nothing is reckoned again. */
export function taxGroupAnswers(lines: readonly { readonly taxes: readonly TaxLine[] }[]): TaxGroupAnswer[] {
  const groups = new Map<string, TaxLine>();
  for (const tax of lines.flatMap(({ taxes }) => taxes)) {
    const key = [tax.jurisdiction, tax.name, tax.ratePct, tax.reason, tax.isIncluded].join(' ');
    const group = groups.get(key);
    groups.set(key, group ? { ...group, base: addMoney(group.base, tax.base), amount: addMoney(group.amount, tax.amount) } : tax);
  }
  return [...groups.values()].map(({ jurisdiction, name, ratePct, reason, isIncluded, base, amount, legalSource }) => (
    { jurisdiction, name, ratePct, reason, isIncluded, base: toWireMoney(base), amount: toWireMoney(amount), legalSource }
  ));
}

export function importEstimateAnswer({ duty, importTax, rules, legalSource }: ImportEstimate): ImportEstimateAnswer {
  return { duty: toWireMoney(duty), importTax: toWireMoney(importTax), rules, legalSource };
}
