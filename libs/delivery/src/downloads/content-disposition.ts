/**
 * Says "save this under its name" in a way that every client reads: plain ASCII first, the real name in UTF-8 after it
 * (RFC 6266 appendix D, RFC 8187 section 3.2).
 */
export function contentDisposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
