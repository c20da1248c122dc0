const everySeconds = 15;

/** Tells the marketplace where a recording is, so that it goes on from there on any device; says what to do where its link has ended. */
export function start(element: HTMLElement): void {
  const player = element as HTMLMediaElement;
  let told = Math.floor(player.currentTime);
  const tell = () => {
    const seconds = player.currentTime;
    const { pathname } = new URL(player.currentSrc, location.href);
    if (!player.currentSrc || Math.abs(seconds - told) < 1) return;
    told = seconds;
    void fetch(`${pathname}/place`, { method: 'PUT', keepalive: true, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ seconds }) }).catch(() => undefined);
  };
  player.addEventListener('timeupdate', () => { if (Math.abs(player.currentTime - told) >= everySeconds) tell(); });
  for (const event of ['pause', 'ended']) player.addEventListener(event, tell);
  addEventListener('pagehide', tell);
  player.addEventListener('error', () => {
    const problem = player.parentElement?.querySelector<HTMLElement>('[data-player-problem]');
    if (problem) problem.hidden = false;
  });
}
