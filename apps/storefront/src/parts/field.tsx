interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'number';
  /** What the browser may fill in, by the HTML standard's names. */
  readonly autocomplete?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}

/** A labelled input whose hint and problem are read with it. */
export function Field({ name, label, type = 'text', hint, problem, autocomplete, ...input }: FieldProps) {
  const described = [hint ? `${name}-hint` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint ? <p class="hint" id={`${name}-hint`}>{hint}</p> : null}
      <input id={name} name={name} type={type as 'text'} autoComplete={autocomplete} aria-invalid={problem ? 'true' : undefined} aria-describedby={described || undefined} {...input} />
      {problem ? <p class="field-problem" id={`${name}-problem`}>{problem}</p> : null}
    </div>
  );
}
