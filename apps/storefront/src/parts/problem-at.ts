import type { Problem } from '@silkport/i18n';

/** What is wrong with one field of a form, in the reader's language. */
export function problemAt(problem: Problem | undefined, field: string): string | undefined {
  return problem?.errors?.find((each) => each.field === field)?.detail;
}
