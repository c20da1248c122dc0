const longestKeyBytes = 1024;

/** The key itself, if it stays in the storage on every driver: no empty, `.` or `..` part, no backslash, no control character. Source of the length: Amazon S3, object key names. */
export function checkedKey(key: string): string {
  const leaves = key.split('/').some((part) => ['', '.', '..'].includes(part)) || /[\\\p{Cc}]/u.test(key) || !key.isWellFormed();
  if (leaves || Buffer.byteLength(key) > longestKeyBytes) throw new Error(`The key leaves the storage: ${key}`);
  return key;
}
