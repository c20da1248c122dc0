/** A value for an error's sentence; an amount (major units as a decimal string) is written the reader's way. */
export type ErrorParam = string | number | { readonly amount: string; readonly currency: string };

/** A refusal that the caller can understand and act on. `code` is also the key of its sentence in every language. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;

  /** @param params values for the sentence @param field the input that was refused, as the caller names it */
  constructor(readonly params: Readonly<Record<string, ErrorParam>> = {}, readonly field?: string) {
    super();
    this.name = this.constructor.name;
  }

  override get message(): string {
    return `${this.code} ${JSON.stringify(this.params)}`;
  }
}
