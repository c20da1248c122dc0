import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, IsUUID, MaxLength } from 'class-validator';
import { commissionLimits } from '@silkport/delivery';

/** Several lines: line breaks stay, other control characters go. */
const Lines = (): PropertyDecorator => applyDecorators(
  Transform(({ value }) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll(/[^\P{Cc}\n\t]/gu, ' ').trim() : value)), IsNotEmpty(), IsString(), MaxLength(commissionLimits.textCharacters),
);

export class WordsForm {
  @Lines() words: string;
}

/** Of the page's own form: which hand-over it showed. */
export class AcceptanceForm {
  @IsUUID() handOverId: string;
}

const prefix = 'answer_';

export function fieldOf(questionId: string): string {
  return `${prefix}${questionId}`;
}

/** The answers of a brief's form by their questions' ids; what is empty is not answered. */
export function answersOf(body: unknown): Record<string, string> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.flatMap(([name, text]) => (name.startsWith(prefix) && typeof text === 'string' && text.trim() ? [[name.slice(prefix.length), text.replaceAll('\r\n', '\n').trim()]] : [])));
}
