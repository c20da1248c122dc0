import type { Problem } from '@silkport/i18n';
import type { Visitor } from '../visitor.js';

/** What keeps a form from going on, at its top and in focus: each refused field by its label, with a link to it. */
export function FormProblem({ visitor, problem, labels }: { visitor: Visitor; problem: Problem | undefined; labels: Readonly<Record<string, string>> }) {
  if (!problem) return null;
  const fields = (problem.errors ?? []).filter(({ field }) => labels[field]);
  return (
    <div class="notice notice-wrong" role="alert" id="problem" tabIndex={-1} autofocus>
      <p>{problem.detail}</p>
      {fields.length ? <ul>{fields.map(({ field, detail }) => <li><a href={`#${field}`}>{visitor.t(labels[field] ?? '')}</a>{detail === problem.detail ? null : <>: {detail}</>}</li>)}</ul> : null}
    </div>
  );
}
