import type { IncomingHttpHeaders } from 'node:http';

/** What of a request says where it was sent from. */
export interface Sender {
  readonly method: string;
  readonly headers: Pick<IncomingHttpHeaders, 'cookie' | 'origin' | 'content-type' | 'sec-fetch-site'>;
  /** The Host that the browser addressed, with its port where that is not the usual one. */
  readonly host: string | undefined;
}

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** The content types that a page of any site may post without asking first (Fetch standard, CORS-safelisted request-header). */
const formTypes = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Whether another site's page made the browser send this: a write that carries a cookie or is a form post, and whose Sec-Fetch-Site
 * or Origin names another site. A client that sends neither header is no browser of today, and has no visitor's cookies.
 */
export function isCrossSite({ method, headers, host }: Sender, publicUrl: string): boolean {
  if (safeMethods.includes(method)) return false;
  if (!headers.cookie && !formTypes.test(headers['content-type'] ?? '')) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return headers.origin !== undefined && !isOurs(headers.origin, host, publicUrl);
}

/** `Origin: null`, as a sandboxed frame sends it, is nobody's. The usual port may be written in a Host, never in an Origin. */
function isOurs(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  const addressed = `${from.protocol}//${host}`;
  return from.host !== '' && (from.host === new URL(publicUrl).host || (host !== undefined && URL.canParse(addressed) && from.host === new URL(addressed).host));
}
