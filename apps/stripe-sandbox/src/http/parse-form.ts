import { createHash } from 'node:crypto';
import qs from 'qs';

/** Stripe's nested form: `line_items[0][price_data][currency]=usd`. Everything is text, lists and objects of text. */
export function parseForm(form: string): Record<string, unknown> {
  return qs.parse(form, { depth: 12, arrayLimit: 200, parameterLimit: 10_000 });
}

/** Equal for requests with the same parameters, in whatever order they were written. */
export function fingerprint(method: string, path: string, form: string): string {
  const pairs = form.includes('[]') || form.includes('%5B%5D') ? form : form.split('&').sort().join('&');
  return createHash('sha256').update(`${method} ${path}\n${pairs}`).digest('base64');
}
