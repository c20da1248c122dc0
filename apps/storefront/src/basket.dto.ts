import { Type } from 'class-transformer';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { mostPieces } from './basket-cookie.js';

export class AddForm {
  @IsUUID() variantId: string;
  @Type(() => Number) @IsInt() @Min(1) @Max(mostPieces) quantity: number;
}

/** A quantity of zero takes the line out. */
export class SetForm {
  @IsUUID() variantId: string;
  @Type(() => Number) @IsInt() @Min(0) @Max(mostPieces) quantity: number;
}
