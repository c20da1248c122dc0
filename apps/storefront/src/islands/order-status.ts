const firstPauseMilliseconds = 700;
const longestPauseMilliseconds = 5000;

/** Asks whether a payment has been confirmed and shows the page anew when it has, without the flicker of a timed reload. */
export function start(element: HTMLElement): void {
  const address = element.dataset.statusUrl;
  if (!address) return;
  document.querySelector('meta[http-equiv="refresh"]')?.remove();
  let pause = firstPauseMilliseconds;
  const ask = async () => {
    const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => undefined);
    const status = answer?.ok ? ((await answer.json()) as { status: string }).status : undefined;
    if (status && status !== element.dataset.status) return location.reload();
    pause = Math.min(longestPauseMilliseconds, pause * 1.5);
    setTimeout(() => void ask(), pause);
  };
  setTimeout(() => void ask(), pause);
}
