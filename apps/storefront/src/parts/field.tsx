import type { JSX } from 'preact';

type FieldProps = Omit<JSX.IntrinsicElements['input'], 'name' | 'label'> & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}

/** A labelled input whose hint and problem are read with it. */
export function Field({ name, label, hint, problem, ...input }: FieldProps) {
  const described = [hint ? `${name}-hint` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint ? <p class="hint" id={`${name}-hint`}>{hint}</p> : null}
      <input id={name} name={name} aria-invalid={problem ? 'true' : undefined} aria-describedby={described || undefined} {...input} />
      {problem ? <p class="field-problem" id={`${name}-problem`}>{problem}</p> : null}
    </div>
  );
}
