import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';

const forms = ['page', 'csv'] as const;

/** A query, as its form sends it. Its lines stay lines. */
export class QueryForm {
  @IsString() @MinLength(1) @MaxLength(10_000) sql: string;
  @Transform(({ value }) => (value === undefined || value === '' ? 0 : Number(value))) @IsInt() @Min(0) @Max(1_000_000_000) offset: number = 0;
  @IsIn(forms) form: (typeof forms)[number] = 'page';
}
