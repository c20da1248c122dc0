/** Stand on the two elements around a part in our page: what a book says of `html` and of `body` is theirs. */
const rootClass = 'bk';
const bodyClass = 'bk-body';

/** Classes and places of a book as they stand in our page: never ours. */
export function ownName(name: string): string {
  return `b-${name}`;
}

const ident = String.raw`-?[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF-]{0,100}`;
export const plainName = new RegExp(`^${ident}$`);
/** Our page has its own first heading, so a book's is one lower and bears this beside its classes. */
export const firstHeadingName = 'bk-h1';
const firstHeadingClass = ownName(firstHeadingName);
/** Whatever it is said of, it holds within a part only. As much weight as one class: more than the page's rules for bare elements. */
const within = `:is(.${rootClass}, .${rootClass} *)`;

const parts = {
  combinator: /\s*[>+~]\s*|\s+/y,
  element: new RegExp(`${ident}|\\*`, 'y'),
  name: new RegExp(`([.#])(${ident})`, 'y'),
  attribute: new RegExp(String.raw`\[\s*(lang|dir|title|href|alt|start|type|colspan|rowspan)\s*(?:([~|^$*]?=)\s*(?:"([^"\\<>\r\n]{0,200})"|'([^'\\<>\r\n]{0,200})'|(${ident})))?\s*\]`, 'iy'),
  state: /:(first-child|last-child|only-child|first-of-type|last-of-type|only-of-type|empty|link|visited|hover|focus|root)(?![\w(-])/iy,
  counted: /:(nth-child|nth-last-child|nth-of-type|nth-last-of-type)\(\s*(even|odd|[+-]?\d{0,4}n?\s*(?:[+-]\s*\d{1,4})?)\s*\)/iy,
  language: /:lang\(\s*([A-Za-z]{1,8}(?:-[A-Za-z\d]{1,8}){0,3})\s*\)/iy,
  nested: /:(not|is|where)\(/iy,
  piece: /::?(before|after|first-letter|first-line|marker)(?![\w(-])/iy,
} as const;

const longestList = 2000;
const deepest = 3;

/** A list of selectors that reaches into a part of a book and nowhere else; undefined where it has none that we know all of. */
export function cleanSelectors(list: string): string | undefined {
  const cleaned = (list.length > longestList ? [] : split(list)).flatMap((each) => cleanSelector(each.trim(), 0, within) ?? []);
  return cleaned.length ? cleaned.join(', ') : undefined;
}

/** @param end what is added to its last part, before a pseudo-element */
function cleanSelector(text: string, depth: number, end: string): string | undefined {
  let written = '';
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  if (text === '') return undefined;
  for (;;) {
    const begun = at;
    const element = take(parts.element);
    if (element) written += elementOf(element[0].toLowerCase());
    for (let more = true; more;) {
      const found = oneOf(take, depth, text, () => at, (next) => { at = next; });
      if (found === undefined) more = false;
      else written += found;
    }
    if (at === begun) {
      // A pseudo-element of whatever it is.
      if (text[at] !== ':') return undefined;
      written += '*';
    }
    const piece = take(parts.piece);
    if (piece) return at === text.length ? `${written}${end}::${piece[1]?.toLowerCase()}` : undefined;
    if (at === text.length) return written + end;
    const combinator = take(parts.combinator);
    if (!combinator || at === text.length) return undefined;
    written += combinator[0].trim() ? ` ${combinator[0].trim()} ` : ' ';
  }
}

/** One class, name, attribute or state, as ours; undefined of what is none. */
function oneOf(take: (pattern: RegExp) => RegExpExecArray | null, depth: number, text: string, position: () => number, goOn: (next: number) => void): string | undefined {
  const name = take(parts.name);
  if (name) return `${name[1]}${ownName(name[2] ?? '')}`;
  const attribute = take(parts.attribute);
  if (attribute) return attribute[2] ? `[${attribute[1]}${attribute[2]}"${(attribute[3] ?? attribute[4] ?? attribute[5] ?? '').replaceAll('"', '')}"]` : `[${attribute[1]}]`;
  const state = take(parts.state);
  if (state) return state[1]?.toLowerCase() === 'root' ? `.${rootClass}` : `:${state[1]}`;
  const counted = take(parts.counted);
  if (counted) return `:${counted[1]}(${counted[2]})`;
  const language = take(parts.language);
  if (language) return `:lang(${language[1]})`;
  const nested = depth < deepest ? take(parts.nested) : null;
  if (!nested) return undefined;
  const close = closingOf(text, position());
  const inner = split(text.slice(position(), close)).map((each) => cleanSelector(each.trim(), depth + 1, ''));
  if (close < 0 || inner.some((each) => each === undefined || each.includes('::'))) return undefined;
  goOn(close + 1);
  return `:${nested[1]}(${inner.join(', ')})`;
}

function elementOf(name: string): string {
  if (name === 'html') return `.${rootClass}`;
  if (name === 'body') return `.${bodyClass}`;
  if (name === 'h1') return `.${firstHeadingClass}`;
  return name === 'h2' ? `h2:not(.${firstHeadingClass})` : name;
}

/** At commas that stand in no brackets and no quotes; none where those do not close. */
function split(list: string): string[] {
  const pieces = list.match(/(?:[^,()"']|"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*\))+/g) ?? [];
  return pieces.join(',') === list ? pieces : [];
}

/** Of the bracket that was opened before `from`. */
function closingOf(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
