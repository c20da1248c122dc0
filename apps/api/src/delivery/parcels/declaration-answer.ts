import { ApiProperty } from '@nestjs/swagger';
import type { CustomsDeclaration } from '@silkport/delivery';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../../http/money-answer.js';

export class PostalPartyAnswer {
  @ApiProperty({ type: [String], description: 'Name first.', example: ['Anna Schmidt', 'Lange Straße 12', '50667 Köln'] }) lines: readonly string[];
  @ApiProperty({ example: 'DE' }) country: string;
  @ApiProperty({ type: String, nullable: true, example: null }) phone: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) taxId: string | null;
}

export class DeclaredItemAnswer {
  @ApiProperty({ format: 'uuid' }) lineId: string;
  @ApiProperty({ example: 'Tea bowl' }) name: string;
  @ApiProperty({ type: 'integer', example: 2 }) quantity: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of all pieces together.', example: 760 }) netWeightGrams: number | null;
  @ApiProperty({ type: String, nullable: true, example: '691110' }) hsCode: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Country/region where it was made.', example: 'CN' }) originCountry: string | null;
  @ApiProperty({ description: 'In English.', example: 'Porcelain tea bowl' }) description: string;
  @ApiProperty({ type: String, nullable: true, description: 'In a language of the destination.', example: 'Teeschale aus Porzellan' }) localDescription: string | null;
  @ApiProperty({ description: 'Without tax, as it was agreed.' }) value: MoneyAnswer;
}

export class ImportSchemeAnswer {
  @ApiProperty({ enum: ['IOSS', 'sale'], example: 'IOSS' }) name: 'IOSS' | 'sale';
  @ApiProperty({ description: '`EU`, or the market.', example: 'EU' }) market: string;
  @ApiProperty({ type: String, nullable: true, description: 'The marketplace’s.', example: 'IM3720000001' }) number: string | null;
  @ApiProperty({ description: 'The law.' }) source: string;
}

/** What customs are to be told of a shipment. */
export class DeclarationAnswer {
  @ApiProperty({ type: String, enum: ['CN22', 'CN23', null], nullable: true, description: 'Null where no customs border is crossed.', example: 'CN22' }) form: 'CN22' | 'CN23' | null;
  @ApiProperty({ description: 'The rule by which the form was chosen.' }) formSource: string;
  @ApiProperty({ enum: ['sale_of_goods'] }) category: 'sale_of_goods';
  @ApiProperty() sender: PostalPartyAnswer;
  @ApiProperty() recipient: PostalPartyAnswer;
  @ApiProperty({ type: [DeclaredItemAnswer] }) items: DeclaredItemAnswer[];
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty({ type: 'integer', example: 760 }) netWeightGrams: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of the whole box.', example: 850 }) weightGrams: number | null;
  @ApiProperty({ type: ImportSchemeAnswer, nullable: true, description: 'Under which the tax was collected at sale; null where the border collects.' }) importScheme: ImportSchemeAnswer | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a business buyer.', example: null }) buyerTaxId: string | null;
}

export function declarationAnswer({ items, total, ...declaration }: CustomsDeclaration): DeclarationAnswer {
  return { ...declaration, total: toWireMoney(total), items: items.map(({ value, ...item }) => ({ ...item, value: toWireMoney(value) })) };
}
