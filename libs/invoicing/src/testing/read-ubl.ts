import { XMLParser } from 'fast-xml-parser';

/** An element of a UBL document: attributes by `@name`, text by `#text`, children by their local names, always as lists. */
export class UblNode {
  constructor(private readonly content: unknown) {}

  all(path: string): UblNode[] {
    return path.split('/').reduce<UblNode[]>((nodes, name) => nodes.flatMap((node) => node.children(name)), [this]);
  }

  has(path: string): boolean {
    return this.all(path).length > 0;
  }

  /** Of the first; empty where there is none. */
  text(path = ''): string {
    const node = path ? this.all(path)[0] : this;
    if (!node) return '';
    return typeof node.content === 'object' && node.content !== null ? String((node.content as Record<string, unknown>)['#text'] ?? '') : String(node.content ?? '');
  }

  attribute(name: string): string {
    return String((this.content as Record<string, unknown>)[`@${name}`] ?? '');
  }

  /** In millionths, so that sums of decimals are exact. */
  amount(path = ''): bigint {
    const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(this.text(path) || '0') ?? [];
    const value = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
    return sign ? -value : value;
  }

  /** Of each element in it, itself too: its name and text. */
  *leaves(name = ''): Generator<{ name: string; text: string }> {
    if (typeof this.content !== 'object' || this.content === null) yield { name, text: this.text() };
    else {
      if ('#text' in this.content) yield { name, text: this.text() };
      for (const key of Object.keys(this.content)) if (!/^[@#?]/.test(key)) for (const child of this.children(key)) yield* child.leaves(key);
    }
  }

  private children(name: string): UblNode[] {
    const child = (this.content as Record<string, unknown> | null)?.[name];
    return child === undefined ? [] : [child].flat().map((each) => new UblNode(each));
  }
}

export interface Ubl { readonly root: 'Invoice' | 'CreditNote'; readonly document: UblNode; readonly lines: readonly UblNode[] }

export function readUbl(xml: string): Ubl {
  const parsed = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false }).parse(xml) as Record<string, unknown>;
  const root = 'Invoice' in parsed ? 'Invoice' : 'CreditNote';
  const document = new UblNode(parsed[root]);
  return { root, document, lines: document.all(`${root}Line`) };
}
