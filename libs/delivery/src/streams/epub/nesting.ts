/** No book of people goes deeper; what takes a page apart takes a square of the depth. */
const deepest = 256;
/** Void elements, and those that end where the next of their kind begins. */
const flat = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'wbr', 'col', 'p', 'li', 'dd', 'dt']);

/** Whether a page nests deeper than can be taken apart in good time; found out in one pass. */
export function isTooDeep(page: string): boolean {
  let depth = 0;
  for (let start = page.indexOf('<'); start >= 0 && depth <= deepest; start = page.indexOf('<', start + 1)) {
    const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z\d:]{0,30})/i.exec(page.slice(start, start + 40)) ?? [];
    if (!name || flat.has(name.toLowerCase())) continue;
    const end = page.indexOf('>', start);
    if (end < 0) return false;
    if (slash) depth = Math.max(0, depth - 1);
    else if (page[end - 1] !== '/') depth += 1;
    start = end;
  }
  return depth > deepest;
}
