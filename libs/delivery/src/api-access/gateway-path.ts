import { GatewayPathRefused } from './api-access.errors.js';

export interface GatewayPath {
  /** As it came, to be sent on: it begins with a slash. */
  readonly raw: string;
  /** With its question mark, or empty. */
  readonly query: string;
  /** As an upstream may understand it: decoded, without what follows a semicolon, and without the dots and blanks that a name ends with. Scopes are found by it. */
  readonly plain: string;
}

/**
 * The path behind the gateway's own, as the request wrote it. Whatever an upstream could read as another path than we do is refused: dots,
 * slashes and backslashes in disguise, what is in disguise twice, empty steps and control characters.
 * @param url as in the request line @param prefix the gateway's own part, without a slash at the end
 * @throws GatewayPathRefused
 */
export function gatewayPath(url: string, prefix: string): GatewayPath {
  const [before = '', ...after] = url.split('?');
  if (!before.startsWith(`${prefix}/`) || before.includes('#')) throw new GatewayPathRefused();
  const raw = before.slice(prefix.length);
  const steps = raw.slice(1).split('/');
  const plain = steps.map((step, index) => plainStep(step, index === steps.length - 1));
  return { raw, query: after.length ? `?${after.join('?')}` : '', plain: `/${plain.join('/')}` };
}

function plainStep(step: string, isLast: boolean): string {
  const decoded = decode(step);
  const [written = ''] = decoded.split(';');
  // Some take away what a name ends with, as file systems do.
  const name = /^[.\s]*$/.test(written) ? written : written.replace(/[.\s]+$/, '');
  if ((step === '' && !isLast) || /[/\\\p{Cc}]|%[\da-f]{2}/iu.test(decoded) || /^\.{1,2}$/.test(name.trim())) throw new GatewayPathRefused();
  return name;
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    throw new GatewayPathRefused();
  }
}
