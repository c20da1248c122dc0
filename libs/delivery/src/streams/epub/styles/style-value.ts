/** What a value may reach. */
export interface StyleReach {
  /** The address of a file of the book, by how it is written in the sheet; undefined where there is none, or it is no picture. */
  readonly pictureLink: (address: string) => string | undefined;
  /** Fonts that the book brings along, by their names in small letters. */
  readonly families: ReadonlySet<string>;
}

/** The name of a book's own font in our page: never that of one of ours. */
export function ownFamily(name: string): string {
  return `"bk ${name}"`;
}

export const familyName = /^[\p{L}\p{N}][\p{L}\p{N} _.+&'-]{0,80}$/u;

const tokens = {
  space: /\s+/y,
  text: /"(?:[^"\\\r\n\f<>]|\\[\da-fA-F]{1,6} ?){0,500}"|'(?:[^'\\\r\n\f<>]|\\[\da-fA-F]{1,6} ?){0,500}'/y,
  address: /url\(\s*(?:"([^"\\\r\n\f]{0,500})"|'([^'\\\r\n\f]{0,500})'|([^"'()\\\s]{0,500}))\s*\)/iy,
  function: /(calc|min|max|clamp|rgba?|hsla?|counters?|attr|translate|linear-gradient)\(/iy,
  colour: /#[\da-f]{3,8}(?![\w-])/iy,
  number: /([+-]?(?:\d{1,6}(?:\.\d{0,8})?|\.\d{1,8}))(%|px|pt|pc|in|cm|mm|q|em|rem|ex|ch|ic|lh|deg|turn|fr|dpi|dppx)?(?![\w%.-])/iy,
  word: /-?[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF-]{0,80}(?![\w(\u0080-\uFFFF-])/y,
  sign: /[,/()*+-]/y,
} as const;

/** Of the browser's own size, which is 16 pixels: sizes that do not follow the reader's choice are made to. Source: CSS Values 4, section 6.2; CSS Fonts 4, section 2.5. */
const absolute: Readonly<Record<string, number>> = { px: 1 / 16, pt: 1 / 12, pc: 1, in: 6, cm: 6 / 2.54, mm: 6 / 25.4, q: 6 / 101.6, rem: 1 };
const namedSizes: Readonly<Record<string, number>> = { 'xx-small': 9 / 16, 'x-small': 10 / 16, small: 13 / 16, medium: 1, large: 18 / 16, 'x-large': 1.5, 'xx-large': 2 };

/** @param isSize whether absolute lengths in it are of text, which follow the reader's choice @returns undefined where it says something that we do not know all of */
export function cleanValue(value: string, { pictureLink, families }: StyleReach, isSize: boolean): string | undefined {
  let written = '';
  let depth = 0;
  for (let at = 0; at < value.length;) {
    const take = (pattern: RegExp) => {
      pattern.lastIndex = at;
      const found = pattern.exec(value);
      if (found) at = pattern.lastIndex;
      return found;
    };
    const address = take(tokens.address);
    const text = address ? null : take(tokens.text);
    const called = address || text ? null : take(tokens.function);
    const plain = address || text || called ? null : take(tokens.space) ?? take(tokens.colour);
    const number = address || text || called || plain ? null : take(tokens.number);
    const word = address || text || called || plain || number ? null : take(tokens.word);
    if (address) {
      const link = pictureLink(address[1] ?? address[2] ?? address[3] ?? '');
      if (link === undefined) return undefined;
      written += `url("${link}")`;
    } else if (text) written += families.has(text[0].slice(1, -1).toLowerCase()) ? ownFamily(text[0].slice(1, -1).toLowerCase()) : text[0];
    else if (called) {
      depth += 1;
      written += called[0].toLowerCase();
    } else if (plain) written += plain[0].trim() || ' ';
    else if (number) written += isSize && depth === 0 ? ofReader(number) : number[0];
    else if (word) written += isSize && namedSizes[word[0].toLowerCase()] ? sizeOfReader(namedSizes[word[0].toLowerCase()] ?? 1) : families.has(word[0].toLowerCase()) ? ownFamily(word[0].toLowerCase()) : word[0];
    else {
      const sign = take(tokens.sign)?.[0];
      if (!sign) return undefined;
      depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
      if (depth < 0) return undefined;
      written += sign;
    }
  }
  // Two signs may make a comment of what follows.
  return depth === 0 && written.trim() && !/\/\*|\*\//.test(written) ? written.trim() : undefined;
}

/** Names in a list of fonts: of the book's own, those that it brings along. */
export function cleanFamilies(value: string, { families }: Pick<StyleReach, 'families'>): string | undefined {
  const names = value.split(',').slice(0, 20).map((each) => each.trim().replace(/^(["'])(.*)\1$/, '$2').replace(/\s+/g, ' '));
  const known = names.filter((name) => familyName.test(name)).map((name) => (families.has(name.toLowerCase()) ? ownFamily(name.toLowerCase()) : /^[a-z-]+$/i.test(name) ? name : `"${name}"`));
  return known.length ? known.join(', ') : undefined;
}

function ofReader([all, amount, unit]: RegExpExecArray): string {
  const factor = absolute[unit?.toLowerCase() ?? ''];
  return factor === undefined ? all ?? '' : sizeOfReader(Number(amount) * factor);
}

function sizeOfReader(factor: number): string {
  return `calc(var(--bk-size) * ${Number(factor.toFixed(4))})`;
}
