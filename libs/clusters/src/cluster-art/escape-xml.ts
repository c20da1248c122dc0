const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes a text for XML content and quoted attributes, and drops the control characters that XML 1.0 forbids. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)
    .replace(/\p{Cc}/gu, (letter) => (letter === '\n' || letter === '\t' ? ' ' : ''));
}
