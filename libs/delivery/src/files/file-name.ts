/** What fits into a file system's name with the storage's own suffix. */
export const fileNameBytes = 200;

/**
 * Characters that no name may have: control characters, and those that turn the direction of what follows, by which `exe.fdp` is shown
 * as `pdf.exe`. Source: Unicode Technical Report 36, section 2.3; Unicode Bidirectional Algorithm, section 2.
 */
const deceiving = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** Whether it is one name and no path, on every system. */
export function isFileName(name: string): boolean {
  return name.isWellFormed() && !/[/\\]/.test(name) && !deceiving.test(name) && !['', '.', '..'].includes(name.trim()) && Buffer.byteLength(name) <= fileNameBytes;
}

/** Whether a name within an archive stays below the folder that it is unpacked into. Source: CWE-22; APPNOTE 6.3.10, section 4.4.17. */
export function staysBelow(name: string): boolean {
  const parts = name.split('/');
  return name.isWellFormed() && name !== '' && !deceiving.test(name) && !name.includes('\\') && !name.startsWith('/') && !/^[a-z]:/i.test(name) && !parts.includes('..');
}
