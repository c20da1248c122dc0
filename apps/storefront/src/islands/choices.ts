/** A change of country/region, language or currency takes effect at once; without script the button does it. */
export function start(form: HTMLElement): void {
  form.addEventListener('change', () => (form as HTMLFormElement).requestSubmit());
}
