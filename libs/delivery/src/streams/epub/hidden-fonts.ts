import { createHash } from 'node:crypto';
import { at, list, parseXml, text } from './book-package.js';

/** The first bytes of a font are mingled with a key, again and again: no secret, but nobody takes it out by accident. */
export interface HiddenBy { readonly key: Buffer; readonly bytes: number }

/** Sources: EPUB 3.3 (OCF), section 4.4, font obfuscation; Adobe's of EPUB 2. */
const mingledBytes = { 'http://www.idpf.org/2008/embedding': 1040, 'http://ns.adobe.com/pdf/enc#RC': 1024 } as const;

/** @param encryption the book's `META-INF/encryption.xml` @param identifier the book's own @throws PackageUnreadable */
export function hiddenFonts(encryption: Buffer, identifier: string): ReadonlyMap<string, HiddenBy> {
  return new Map(list(at(parseXml(encryption), 'encryption', 'EncryptedData')).flatMap((each) => {
    const method = text(at(each, 'EncryptionMethod', '@Algorithm'));
    const key = keyOf(method, identifier);
    const path = decoded(text(at(each, 'CipherData', 'CipherReference', '@URI')));
    return key && path ? [[path, { key, bytes: mingledBytes[method as keyof typeof mingledBytes] }] as const] : [];
  }));
}

/** As it was before it was hidden; the same again hides it. */
export function unhidden(bytes: Buffer, hidden: HiddenBy | undefined): Buffer {
  if (!hidden) return bytes;
  const { key, bytes: mingled } = hidden;
  return Buffer.from(bytes.map((byte, index) => (index < mingled ? byte ^ (key[index % key.length] ?? 0) : byte)));
}

function keyOf(method: string, identifier: string): Buffer | undefined {
  if (method === 'http://www.idpf.org/2008/embedding') return createHash('sha1').update(identifier.replace(/[\u0020\t\r\n]/g, '')).digest();
  const uuid = identifier.replace(/^urn:uuid:/i, '').replaceAll('-', '');
  return method === 'http://ns.adobe.com/pdf/enc#RC' && /^[\da-f]{32}$/i.test(uuid) ? Buffer.from(uuid, 'hex') : undefined;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return '';
  }
}
