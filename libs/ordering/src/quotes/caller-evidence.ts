import { countryOfIp, type LocationEvidence } from '@silkport/tax';

/**
 * What a request says of where its sender is: the country/region that a trusted proxy names, or else the one of the address.
 * @param named value of the proxy's header, where there is such a proxy
 */
export function callerEvidence(ip: string, named: unknown, at: Date): LocationEvidence[] {
  const fromProxy = typeof named === 'string' && /^[a-z]{2}$/i.test(named) ? named.toUpperCase() : undefined;
  const country = fromProxy ?? countryOfIp(ip);
  return country ? [{ kind: 'ip-address', country, raw: ip, seenAt: at.toISOString() }] : [];
}
