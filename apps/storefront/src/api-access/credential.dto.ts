import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Transform } from 'class-transformer';
import { RequiredText } from '../form-text.js';

export const overlapChoices = ['0', '24', '168'] as const;

/** A new credential, as its form sends it. */
export class CredentialForm {
  @RequiredText(100) name: string;
  /** Empty: all that the plan has. */
  @Transform(({ value }) => (value === undefined || value === '' ? null : [value].flat())) @IsOptional() scopes: string[] | null = null;
  /** Of the page that was filled in: sent twice, it is one credential. */
  @IsUUID() attempt: string;
}

export class RotationForm {
  /** Hours. */
  @IsIn(overlapChoices) overlap: (typeof overlapChoices)[number];
  @IsUUID() attempt: string;
}
