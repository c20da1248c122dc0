/** No book of people goes deeper; what takes a page apart takes a square of the depth. */
const deepest = 100;

/** A page that nests deeper than can be taken apart in good time. */
export class TooDeep extends Error {}

/**
 * Follows a page's elements as the parser itself opens and closes them, and breaks it off where too many are open. Whoever tells the depth from
 * the text alone can be told another: by a `/>` within an attribute, or by ends of what never began.
 */
export function depthWatch(): { readonly onOpenTag: () => void; readonly onCloseTag: () => void } {
  let depth = 0;
  return {
    onOpenTag: () => {
      depth += 1;
      if (depth > deepest) throw new TooDeep();
    },
    onCloseTag: () => { depth -= 1; },
  };
}

const deepestXml = 256;
/** Void elements, and those that end where the next of their kind begins. */
const flat = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'wbr', 'col', 'p', 'li', 'dd', 'dt']);

/** Whether XML nests deeper than can be taken apart in good time; found out in one pass. */
export function isTooDeep(page: string): boolean {
  let depth = 0;
  for (let start = page.indexOf('<'); start >= 0 && depth <= deepestXml; start = page.indexOf('<', start + 1)) {
    const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z\d:]{0,30})/i.exec(page.slice(start, start + 40)) ?? [];
    if (!name || flat.has(name.toLowerCase())) continue;
    const end = page.indexOf('>', start);
    if (end < 0) return false;
    if (slash) depth = Math.max(0, depth - 1);
    else if (page[end - 1] !== '/') depth += 1;
    start = end;
  }
  return depth > deepestXml;
}
