/** RFC 9457 problem details, in the reader's language. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable name of the refusal, for programs. */
  readonly code: string;
  readonly requestId: string;
  /** The inputs that were refused, as the caller named them. */
  readonly errors?: readonly FieldProblem[];
}

export interface FieldProblem { readonly field: string; readonly code: string; readonly detail: string }
