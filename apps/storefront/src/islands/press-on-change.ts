/** A choice that presses the button beside it, which does the same without script. */
export function start(element: HTMLElement): void {
  element.addEventListener('change', () => element.querySelector('button')?.click());
}
