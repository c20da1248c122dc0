/** A lower-case ASCII name, safe in a URL, a header and on every file system; at most 60 characters. */
export function fileSlug(text: string): string {
  const ascii = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const slug = ascii.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '').slice(0, 60).replace(/-+$/, '');
  return slug === '' ? 'file' : slug;
}
