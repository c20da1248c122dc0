import type { Page } from 'playwright-core';

interface Stop { readonly isWanted: boolean; readonly isSeen: boolean; readonly html: string }

const mostStops = 250;

/** Presses Tab until the focus is on what is wanted. @returns stops on the way at which nobody could see where the focus is */
export async function tabTo(page: Page, selector: string): Promise<string[]> {
  const unseen: string[] = [];
  for (let stops = 0; stops < mostStops; stops++) {
    await page.keyboard.press('Tab');
    const { isWanted, isSeen, html } = await stopAt(page, selector);
    if (!isSeen) unseen.push(html);
    if (isWanted) return unseen;
  }
  throw new Error(`Nothing at ${selector} can be reached by Tab on ${page.url()}`);
}

/** Seen: on the screen, of some size, and with an outline of its own. */
function stopAt(page: Page, selector: string): Promise<Stop> {
  return page.evaluate<Stop>(`(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { width, height, top, bottom } = element.getBoundingClientRect();
    const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    return { isWanted: element.matches(${JSON.stringify(selector)}), isSeen: isOutlined && width > 1 && height > 1 && bottom > 0 && top < innerHeight, html: element.outerHTML.slice(0, 160) };
  })()`);
}

/** The id of the element that has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.id');
}
