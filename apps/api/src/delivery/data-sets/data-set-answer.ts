import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { exportVerdicts, personalDataKinds, type DataSetView, type ExportVerdictKind, type HeldDataSet, type PersonalData, type QueryPage } from '@silkport/delivery';
import { locales, translation, type Locale, type Translated } from '@silkport/values';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';

export class DataColumnAnswer {
  @ApiProperty({ example: 'port' }) name: string;
  @ApiProperty({ example: 'VARCHAR' }) type: string;
  @ApiProperty({ type: String, nullable: true, example: 'Name of the port' }) description: string | null;
}

const cells = { type: 'array', items: { type: 'array', items: {} } } as const;

export class DataTableAnswer {
  @ApiProperty({ description: 'What queries call it by.', example: 'calls' }) name: string;
  @ApiProperty({ example: 'calls.csv' }) fileName: string;
  @ApiProperty({ enum: ['csv', 'parquet'] }) format: 'csv' | 'parquet';
  @ApiProperty({ type: 'integer', example: 1048576 }) sizeBytes: number;
  @ApiProperty({ pattern: '^[0-9a-f]{64}$' }) sha256: string;
  @ApiProperty({ type: 'integer', example: 12_000 }) rowCount: number;
  @ApiProperty({ type: [DataColumnAnswer] }) columns: DataColumnAnswer[];
  @ApiProperty({ ...cells, description: 'The first rows, in the order of the columns.' }) sample: readonly (readonly unknown[])[];
}

export class CompanionFileAnswer {
  @ApiProperty({ example: 'code-book.pdf' }) fileName: string;
  @ApiProperty({ type: 'integer', example: 48_211 }) sizeBytes: number;
  @ApiProperty({ pattern: '^[0-9a-f]{64}$' }) sha256: string;
}

export class ExampleAnswer {
  @ApiProperty({ example: 'The ten busiest ports' }) title: string;
  @ApiProperty({ example: 'SELECT port, count(*) FROM calls GROUP BY port ORDER BY 2 DESC LIMIT 10' }) sql: string;
}

/** What a data set holds, for everybody to see. */
export class DataSetAnswer {
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ example: '2026-Q3' }) version: string;
  @ApiProperty({ description: 'SHA-256 over the files’ hashes, in the order of their names.', pattern: '^[0-9a-f]{64}$' }) versionHash: string;
  @ApiProperty({ type: 'integer', example: 12_000 }) rowCount: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Rows that queries of one piece may return; null where it comes as files only.', example: 100_000 }) rowQuota: number | null;
  @ApiProperty({ enum: personalDataKinds, description: 'What it has of people, as its merchant declares.', example: 'none' }) personalData: PersonalData;
  @ApiProperty({ example: 'Reports of port authorities' }) provenance: string;
  @ApiProperty({ example: 'Use it in your own work; do not pass it on.' }) licenceTerms: string;
  @ApiProperty({ enum: locales, description: 'The language of `licenceTerms`.' }) licenceLocale: Locale;
  @ApiProperty({ format: 'date-time' }) describedAt: string;
  @ApiProperty({ type: [DataTableAnswer] }) tables: DataTableAnswer[];
  @ApiProperty({ type: [CompanionFileAnswer], description: 'Files beside the tables, which no query reads.' }) otherFiles: CompanionFileAnswer[];
  @ApiProperty({ type: [ExampleAnswer] }) examples: ExampleAnswer[];
}

export class RowsAnswer {
  @ApiProperty({ type: 'integer', example: 100_000 }) quota: number;
  @ApiProperty({ type: 'integer', example: 420 }) returned: number;
  @ApiProperty({ type: 'integer', example: 99_580 }) left: number;
}

export class HeldDataSetAnswer extends DataSetAnswer {
  @ApiProperty({ type: RowsAnswer, nullable: true, description: 'Null where it comes as files only.' }) rows: RowsAnswer | null;
  @ApiProperty({ type: String, enum: exportVerdicts, nullable: true, description: 'Whether the data may leave for the buyer’s country/region; null where no decision is needed.' }) exportVerdict: ExportVerdictKind | null;
  @ApiProperty({ type: String, nullable: true, example: null }) exportReason: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The law or decision.', example: null }) exportSource: string | null;
}

export function dataSetAnswer(set: DataSetView, reader: Locale): DataSetAnswer {
  const say = (text: Translated) => translation(text, reader).text;
  return {
    productId: set.productId, version: set.version, versionHash: set.versionHash, rowCount: set.rowCount, rowQuota: set.rowQuota, personalData: set.personalData,
    provenance: say(set.provenance), licenceTerms: say(set.licenceTerms), licenceLocale: translation(set.licenceTerms, reader).locale, describedAt: set.describedAt.toISOString(),
    tables: set.tables.map(({ name, fileName, format, sizeBytes, sha256, rowCount, columns, sample }) => ({
      name, fileName, format, sizeBytes, sha256, rowCount, sample, columns: columns.map((column) => ({ name: column.name, type: column.type, description: column.description && say(column.description) })),
    })),
    otherFiles: set.companions.map(({ fileName, sizeBytes, sha256 }) => ({ fileName, sizeBytes, sha256 })),
    examples: set.examples.map(({ title, sql }) => ({ title: say(title), sql })),
  };
}

export function heldDataSetAnswer(set: HeldDataSet, reader: Locale): HeldDataSetAnswer {
  return { ...dataSetAnswer(set, reader), rows: set.rows, exportVerdict: set.verdict, exportReason: set.verdictReason, exportSource: set.verdictSource };
}

const forms = ['json', 'csv'] as const;

export class DataQueryDto {
  @ApiProperty({ description: 'One SELECT over the tables of the data set.', minLength: 1, maxLength: 10_000, example: 'SELECT port, count(*) AS calls FROM calls GROUP BY port' })
  @IsString() @MinLength(1) @MaxLength(10_000)
  sql: string;

  @ApiPropertyOptional({ enum: forms, description: '`csv` gives the whole answer as a file, as far as the rows go.', default: 'json' })
  @IsOptional() @IsIn(forms)
  format?: 'json' | 'csv';

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 100 })
  @IsOptional() @IsInt() @Min(1) @Max(1000)
  limit?: number;

  @ApiPropertyOptional({ type: 'integer', description: '`nextOffset` of the page before.', minimum: 0, maximum: 1_000_000_000, default: 0 })
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000_000)
  offset?: number;
}

export class QueryColumnAnswer {
  @ApiProperty({ example: 'port' }) name: string;
  @ApiProperty({ example: 'VARCHAR' }) type: string;
}

export class QueryPageAnswer {
  @ApiProperty({ type: [QueryColumnAnswer] }) columns: QueryColumnAnswer[];
  @ApiProperty({ ...cells, description: 'Each counted against the rows that were bought.' }) rows: readonly (readonly unknown[])[];
  @ApiProperty({ type: 'integer', nullable: true, example: null }) nextOffset: number | null;
  @ApiProperty({ type: 'integer', example: 99_580 }) rowsLeft: number;
  @ApiProperty({ pattern: '^[0-9a-f]{64}$' }) versionHash: string;
}

export function queryPageAnswer({ columns, rows, nextOffset, rowsLeft, versionHash }: QueryPage): QueryPageAnswer {
  return { columns: columns.map(({ name, type }) => ({ name, type })), rows, nextOffset, rowsLeft, versionHash };
}
