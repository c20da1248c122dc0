/** A button that copies what it stands beside; it appears only where it can work. */
export function start(element: HTMLElement): void {
  const button = element.querySelector<HTMLButtonElement>('button');
  const source = element.querySelector('[data-copied-text]');
  if (!button || !source || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(source.textContent ?? '').then(() => { button.textContent = button.dataset.done ?? ''; });
  });
}
