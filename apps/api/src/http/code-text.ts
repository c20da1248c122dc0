import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, type ValidationOptions } from 'class-validator';

/** A field that holds a readable code, such as a cluster's or a category's id. */
export const CodeText = (): PropertyDecorator => applyDecorators(IsString(), Matches(/^[\w.:-]{1,100}$/));

/** A field of people's words: any Unicode but control characters, which PostgreSQL and mails do not bear, and not blank. */
export const PlainText = (options?: ValidationOptions): PropertyDecorator => applyDecorators(IsString(options), Matches(/^(?=.*\S)\P{Cc}*$/u, options));

/** Whether a piece of a path can be looked up at all: PostgreSQL refuses NUL in a text. */
export function isPlain(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}
