/** A media type with at most its charset. Source: RFC 9110, section 8.3.1; RFC 6838, section 4.2. */
export function isMediaType(text: string): boolean {
  return text.length <= 200 && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(; ?charset=[\w-]+)?$/.test(text);
}
