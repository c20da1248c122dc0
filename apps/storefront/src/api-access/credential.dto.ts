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

/** Where a top-up goes: an order by its number, or by the link from its mail. */
export class JoinForm {
  @RequiredText(500) order: string;
}

/** Of a pasted link, or of a number that somebody signed in knows. */
export function orderNamed(text: string): { readonly number: string; readonly key: string | undefined } {
  const [, fromLink] = /\/orders\/([\w-]{1,40})/.exec(text) ?? [];
  const [, key] = /[?&]key=([^&#\s]{1,200})/.exec(text) ?? [];
  return { number: (fromLink ?? text.trim()).toUpperCase(), key: key === undefined ? undefined : decoded(key) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export class RotationForm {
  /** Hours. */
  @IsIn(overlapChoices) overlap: (typeof overlapChoices)[number];
  @IsUUID() attempt: string;
}
