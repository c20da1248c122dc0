import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** A text that must be given: the first rule that it breaks is told. Names and streets are any Unicode: only control characters go, which PostgreSQL and mails do not take. */
export function RequiredText(maxLength: number): PropertyDecorator {
  return applyDecorators(Transform(({ value }) => withoutControls(value)), IsNotEmpty(), IsString(), MaxLength(maxLength));
}

/** A text that may be left empty, which is the same as not given. */
export function OptionalText(maxLength: number): PropertyDecorator {
  return applyDecorators(Transform(({ value }) => withoutControls(value) || undefined), IsOptional(), IsString(), MaxLength(maxLength));
}

function withoutControls(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll(/\p{Cc}+/gu, ' ').trim().normalize('NFC') : value;
}
