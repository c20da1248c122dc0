/** A form that orders or pays is sent once: its button says that it works and takes no second press. The server has the last word. */
export function start(form: HTMLElement): void {
  form.addEventListener('submit', () => {
    const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
    if (!button) return;
    setTimeout(() => {
      button.disabled = true;
      if (form.dataset.waiting) button.textContent = form.dataset.waiting;
    });
  });
  // The browser's way back brings the page as it was left.
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
}
