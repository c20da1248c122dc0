/** A value for an error's sentence; an amount (major units as a decimal string) is written the reader's way. */
export type ErrorParam = string | number | { readonly amount: string; readonly currency: string };

/** One of several things that stand in the way, each with a sentence of its own: `code` is the sentence's key. */
export interface Reason {
  /** The input that is meant, as the caller names it. */
  readonly field: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, ErrorParam>>;
}

/** A refusal that the caller can understand and act on. `code` is also the key of its sentence in every language. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  /** Where more than one thing is refused at once. */
  readonly reasons: readonly Reason[] = [];

  /** @param params values for the sentence @param field the input that was refused, as the caller names it */
  constructor(readonly params: Readonly<Record<string, ErrorParam>> = {}, readonly field?: string) {
    super();
    this.name = this.constructor.name;
  }

  override get message(): string {
    return `${this.code} ${JSON.stringify(this.params)}`;
  }
}
