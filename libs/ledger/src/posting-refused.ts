/** A transaction that must not be posted was asked for: a bug of the caller, never a person's mistake. */
export class PostingRefused extends Error {
  constructor(readonly key: string, why: string) {
    super(`The ledger refuses ${key}: ${why}`);
  }
}
