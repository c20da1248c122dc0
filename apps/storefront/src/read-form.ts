import type { Type } from '@nestjs/common';
import { validationPipe } from '@silkport/i18n';

const pipe = validationPipe();

/**
 * A form's body as its DTO. Handlers take the body as it came and read it here, so that they can show the page again with what was typed.
 * @throws InvalidInput
 */
export async function readForm<Form extends object>(form: Type<Form>, body: unknown): Promise<Form> {
  return (await pipe.transform(body ?? {}, { type: 'body', metatype: form })) as Form;
}

/** What was typed, to be shown again: texts only, cut where they are longer than any field of ours. */
export function typedText(body: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string').map(([name, text]) => [name, text.slice(0, 500)]));
}
