/** Where a reference row comes from and how far to trust it: `memory` means that nobody has checked it against a source. */
export type Provenance = {
  readonly sources: readonly string[];
  /** Calendar date, ISO 8601. */
  readonly asOf: string;
  /** `high`, `medium`, `memory`, or a sentence where parts of the table differ; null where the table does not say. */
  readonly confidence: string | null;
};
