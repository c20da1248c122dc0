import { CssSyntaxError, parse, type AtRule, type ChildNode, type Container, type Root } from 'postcss';
import { cleanSelectors } from './style-selector.js';
import { cleanFamilies, cleanValue, familyName, ownFamily, type StyleReach } from './style-value.js';

/** What sets words and pictures on a page. Nothing that lifts something out of its place, moves, or covers. */
const properties: ReadonlySet<string> = new Set(`color opacity visibility display float clear box-sizing box-decoration-break
  width height min-width min-height max-width max-height inline-size block-size min-inline-size min-block-size max-inline-size max-block-size aspect-ratio object-fit
  margin margin-top margin-right margin-bottom margin-left margin-block margin-block-start margin-block-end margin-inline margin-inline-start margin-inline-end
  padding padding-top padding-right padding-bottom padding-left padding-block padding-block-start padding-block-end padding-inline padding-inline-start padding-inline-end
  border border-top border-right border-bottom border-left border-color border-style border-width border-radius border-collapse border-spacing
  border-top-color border-top-style border-top-width border-right-color border-right-style border-right-width border-bottom-color border-bottom-style border-bottom-width border-left-color border-left-style border-left-width
  border-block border-block-start border-block-end border-inline border-inline-start border-inline-end
  background background-color background-image background-position background-repeat background-size
  font font-family font-size font-style font-weight font-variant font-variant-caps font-variant-numeric font-variant-east-asian font-variant-ligatures font-feature-settings font-kerning font-stretch font-size-adjust line-height
  text-align text-align-last text-indent text-decoration text-decoration-line text-decoration-style text-decoration-color text-transform text-shadow text-justify text-underline-position text-spacing
  text-emphasis text-emphasis-style text-emphasis-color text-emphasis-position text-orientation text-combine-upright text-combine letter-spacing word-spacing white-space word-break line-break overflow-wrap word-wrap hyphens
  vertical-align direction unicode-bidi writing-mode ruby-position ruby-align quotes content counter-reset counter-increment list-style list-style-type list-style-position list-style-image
  table-layout caption-side empty-cells page-break-before page-break-after page-break-inside break-before break-after break-inside orphans widows columns column-count column-gap column-width column-rule column-span
  flex-direction flex-wrap justify-content align-items gap tab-size initial-letter hanging-punctuation`.split(/\s+/));
const sizes: ReadonlySet<string> = new Set(['font', 'font-size', 'line-height']);
const mostRules = 4000;
const mostSlips = 8;

export interface CleanSheet {
  readonly css: string;
  /** How the lines of the book's root run, where it says so; the last word counts. */
  readonly writingMode: string | undefined;
}

/** As browsers do, a sheet is not given up for a slip of its writer. @returns undefined of what is no style sheet */
export function parseSheet(css: string): Root | undefined {
  let written = css;
  for (let slips = 0; slips <= mostSlips; slips += 1) {
    try {
      return parse(written);
    } catch (error) {
      if (!(error instanceof CssSyntaxError)) throw error;
      written = withoutSlip(written, error);
    }
  }
  return undefined;
}

/** Ends what was not ended, and takes out what was not understood. */
function withoutSlip(css: string, { reason, line = 1, column = 1 }: CssSyntaxError): string {
  if (reason === 'Unclosed block') return `${css}}`;
  if (reason === 'Unclosed comment') return `${css}*/`;
  const lines = css.split('\n');
  const slip = lines[line - 1] ?? '';
  const rest = slip.slice(column);
  lines[line - 1] = slip.slice(0, column - 1) + (/^Unknown word/.test(reason) ? rest.replace(/^[^;}]*/, '') : rest);
  return lines.join('\n');
}

/** Declarations of a `style` attribute, or of a rule. */
export function cleanDeclarations(nodes: readonly ChildNode[], reach: StyleReach): [string, string][] {
  return nodes.flatMap((node) => {
    if (node.type !== 'decl') return [];
    const name = node.prop.toLowerCase().replace(/^-(?:epub|webkit|moz|ms|o)-/, '');
    const value = properties.has(name) ? valueOf(name, node.value, reach) : undefined;
    return value === undefined ? [] : [[name, value] as [string, string]];
  });
}

function valueOf(name: string, value: string, reach: StyleReach): string | undefined {
  if (name === 'font-family') return cleanFamilies(value, reach);
  // What older books write. Source: CSS Writing Modes 4, section 9.1.
  if (name === 'text-combine') return undefined;
  return cleanValue(value, reach, sizes.has(name));
}

/** All sheets of a part, in their order, as one that holds in that part only. @param fontLink the address of a font by how the sheet writes it @param rootNames the classes of its root, as in our page */
export function cleanSheets(sheets: readonly { readonly root: Root; readonly reach: StyleReach; readonly fontLink: (address: string) => string | undefined }[], rootNames: readonly string[]): CleanSheet {
  const written: string[] = [];
  const modes: string[] = [];
  const roots = ['.bk', '.bk-body', ...rootNames.map((name) => `.${name}`)].flatMap((name) => [name, `.bk${name}`, `.bk-body${name}`]);
  const rule = (selectors: string, nodes: readonly ChildNode[], reach: StyleReach) => {
    const selector = written.length < mostRules ? cleanSelectors(selectors) : undefined;
    const said = selector ? cleanDeclarations(nodes, reach) : [];
    if (!said.length || !selector) return '';
    const mode = said.findLast(([name]) => name === 'writing-mode')?.[1];
    if (mode && selector.split(', ').some((each) => roots.includes(each.replace(/:is\(\.bk$|:is\(\.bk, \.bk \*\)$/, '')))) modes.push(mode);
    return `${selector}{${said.map(([name, value]) => `${name}:${value}`).join(';')}}`;
  };
  const rulesOf = ({ nodes = [] }: Pick<Container, 'nodes'>, reach: StyleReach) => nodes.map((node) => (node.type === 'rule' ? rule(node.selector, node.nodes, reach) : '')).join('');
  for (const { root, reach, fontLink } of sheets) {
    for (const node of root.nodes) {
      if (node.type === 'rule') written.push(rule(node.selector, node.nodes, reach));
      if (node.type === 'atrule' && node.name.toLowerCase() === 'font-face') written.push(fontFace(node, fontLink));
      if (node.type === 'atrule' && node.name.toLowerCase() === 'media' && isCondition(node.params)) written.push(wrapped(node.params, rulesOf(node, reach)));
    }
  }
  return { css: written.join(''), writingMode: modes.at(-1) };
}

function wrapped(condition: string, rules: string): string {
  return rules && `@media ${condition}{${rules}}`;
}

/** Words, lengths and brackets that close. */
function isCondition(params: string): boolean {
  return params.length < 300 && /^[\w\s:.,/-]*(?:\([\w\s:.,/-]*\)[\w\s:.,/-]*){0,10}$/.test(params);
}

/** The names of the fonts that a sheet brings along, in small letters. */
export function familiesOf(root: Root): string[] {
  return root.nodes.flatMap((node) => (node.type === 'atrule' && node.name.toLowerCase() === 'font-face' ? familyOf(node) ?? [] : []));
}

function familyOf(face: AtRule): string | undefined {
  const name = declared(face, 'font-family').trim().replace(/^(["'])(.*)\1$/, '$2').replace(/\s+/g, ' ');
  return familyName.test(name) ? name.toLowerCase() : undefined;
}

function fontFace(face: AtRule, fontLink: (address: string) => string | undefined): string {
  const family = familyOf(face);
  const links = [...declared(face, 'src').slice(0, 5000).matchAll(/url\(\s*(?:"([^"\\\r\n]{1,500})"|'([^'\\\r\n]{1,500})'|([^"'()\\\s]{1,500}))\s*\)/gi)].flatMap(([, double, single, bare]) => fontLink(double ?? single ?? bare ?? '') ?? []);
  if (!family || !links.length) return '';
  const more = ['font-style', 'font-weight', 'font-stretch', 'unicode-range'].flatMap((name) => {
    const value = declared(face, name).trim();
    return value && /^[\w\s%.,?+-]{1,500}$/.test(value) ? [`${name}:${value}`] : [];
  });
  return `@font-face{${[`font-family:${ownFamily(family)}`, `src:${links.map((link) => `url("${link}")`).join(',')}`, ...more, 'font-display:swap'].join(';')}}`;
}

function declared(face: AtRule, name: string): string {
  const found = face.nodes?.findLast((node) => node.type === 'decl' && node.prop.toLowerCase() === name);
  return found?.type === 'decl' ? found.value : '';
}
