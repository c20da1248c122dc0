/** Small helps for pages that work without them: each is loaded only where the page asks for it. */
const islands: Readonly<Record<string, () => Promise<{ start(element: HTMLElement): void }>>> = {
  'once-form': () => import('./once-form.js'),
  'order-status': () => import('./order-status.js'),
  'copy-text': () => import('./copy-text.js'),
  'upright-lines': () => import('./upright-lines.js'),
  'player-place': () => import('./player-place.js'),
};

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  void islands[element.dataset.island ?? '']?.().then(({ start }) => start(element));
}
