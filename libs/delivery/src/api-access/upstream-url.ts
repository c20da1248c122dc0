import { isIP } from 'node:net';
import { UpstreamRefused } from './api-access.errors.js';
import { isPublicAddress } from './public-address.js';

/**
 * A merchant's upstream as it is kept: https, a public host, no password, query or fragment, no slash at the end. What its name leads to is
 * checked again at every call, when its address is known.
 * @throws UpstreamRefused
 */
export function upstreamUrl(given: string, allowsPrivate: boolean): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || url.username || url.password || url.search || url.hash || given.includes('?') || given.includes('#')) throw new UpstreamRefused({}, 'upstreamUrl');
  const isOpen = url.protocol === 'https:' && isPublicHost(url.hostname);
  if (!isOpen && !(allowsPrivate && /^https?:$/.test(url.protocol))) throw new UpstreamRefused({}, 'upstreamUrl');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function isPublicHost(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address)) return isPublicAddress(address);
  return host.includes('.') && !/\.(local|localhost|internal|home\.arpa|lan|test|invalid|onion)\.?$/i.test(host);
}
