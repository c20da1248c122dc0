import sanitize from 'sanitize-html';

const tags = [
  'h2', 'h3', 'h4', 'p', 'br', 'hr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'code', 'strong', 'em', 'b', 'i', 'u', 's', 'sub', 'sup', 'mark', 'small', 'abbr', 'bdi', 'ruby', 'rt', 'rp',
  'table', 'thead', 'tbody', 'tr', 'th', 'td', 'caption', 'a', 'span',
] as const;

/**
 * A merchant's words made safe to stand in a page of ours: text and its structure, and links that lead out without telling from where.
 * No scripts, no styles, no pictures or frames from elsewhere: those are files of the product.
 */
export function lessonHtml(written: string): string {
  const isMarkedUp = /<\/?[a-z][^>]*>/i.test(written);
  const html = isMarkedUp ? written : written.split(/\n{2,}/).map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n');
  return sanitize(html, {
    allowedTags: tags,
    allowedAttributes: { a: ['href', 'rel', 'hreflang'], '*': ['lang', 'dir'], th: ['scope', 'colspan', 'rowspan'], td: ['colspan', 'rowspan'], ol: ['start'], abbr: ['title'] },
    allowedSchemes: ['https', 'mailto'],
    transformTags: { a: (tagName, { href = '', hreflang }) => ({ tagName, attribs: { href, rel: 'nofollow noopener noreferrer', ...(hreflang ? { hreflang } : {}) } }) },
    nestingLimit: 20,
  }).trim();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
