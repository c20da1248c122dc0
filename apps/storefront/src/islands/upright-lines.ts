/** A wheel turns pages of upright lines too, which run sideways; at their end the page goes on. */
export function start(element: HTMLElement): void {
  const sideways = getComputedStyle(element).writingMode.endsWith('-rl') ? -1 : 1;
  element.addEventListener('wheel', (turned) => {
    if (turned.deltaX !== 0 || turned.shiftKey || turned.ctrlKey) return;
    const before = element.scrollLeft;
    element.scrollLeft += turned.deltaY * sideways;
    if (element.scrollLeft !== before) turned.preventDefault();
  }, { passive: false });
}
