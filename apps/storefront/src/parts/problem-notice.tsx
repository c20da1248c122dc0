import type { Problem } from '@silkport/i18n';

/** What went wrong and what to do, at the top of a form; each field tells its own part. */
export function ProblemNotice({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <div class="notice notice-wrong" role="alert" id="problem" tabIndex={-1}>
      <p>{problem.detail}</p>
      {problem.errors && problem.errors.length > 0
        ? <ul>{problem.errors.filter(({ detail }) => detail !== problem.detail).map(({ field, detail }) => <li><a href={`#${field}`}>{detail}</a></li>)}</ul>
        : null}
    </div>
  );
}

export function problemAt(problem: Problem | undefined, field: string): string | undefined {
  return problem?.errors?.find((each) => each.field === field)?.detail;
}
