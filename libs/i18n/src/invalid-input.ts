import { DomainError } from '@silkport/platform';

export interface RefusedField { readonly field: string; readonly rule: string; readonly params: Readonly<Record<string, string | number>> }

/** The shape of a request was wrong: every field that was refused, with the rule that it broke. */
export class InvalidInput extends DomainError {
  readonly code: string = 'i18n.invalid_input';
  readonly status: number = 400;

  constructor(readonly refused: readonly RefusedField[]) {
    super({ count: refused.length });
  }
}
