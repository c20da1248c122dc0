import { createHmac } from 'node:crypto';
import { v5 } from 'uuid';

const namespace = '5b0c7c1e-9a1f-5d55-8a55-0d5e3a6d1f10';

/** The same id at every try: a seed that was cut off is done again without doing anything twice. */
export function demoId(kind: 'merchant' | 'product' | 'variant', name: string): string {
  return v5(`${kind}/${name}`, namespace);
}

/** The n-th licence key of a variant: the same at every try, and guessed by nobody who lacks the secret. */
export function demoLicenceKey(secret: string, sku: string, n: number): string {
  const digits = createHmac('sha256', secret).update(`licence key ${sku} ${n}`).digest('hex').toUpperCase();
  return [0, 1, 2, 3, 4].map((group) => digits.slice(group * 5, group * 5 + 5)).join('-');
}
