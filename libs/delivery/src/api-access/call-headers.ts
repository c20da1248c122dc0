import type { IncomingHttpHeaders } from 'node:http';

/** RFC 9110, section 7.6.1: they are about one connection only. */
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'http2-settings']);

/** The buyer's secrets, and who the buyer is: no business of an upstream. */
const ours = new Set(['host', 'authorization', 'x-api-key', 'cookie', 'forwarded', 'via', 'x-real-ip', 'x-request-id', 'x-no-compression', 'expect', 'content-length', 'origin', 'referer']);
const oursToo = /^(x-forwarded|x-silkport|sec-|cf-|proxy-)/;

/** What upstreams may take for another path, method or host than those that were judged, or for the word of a proxy of theirs. */
const misleading = /^(x-original-|x-rewrite-|x-http-|x-method|x-host$|x-ur[il]$|x-accel-|x-sendfile|x-middleware-|x-envoy-|x-client-ip$|x-cluster-client-ip$|true-client-ip$|front-end-https$|x-scheme$|x-url-scheme$)/;
/** Upstreams on CGI's terms cannot tell `x_y` from `x-y`: only names that can be read in one way go on. */
const plainName = /^[a-z\d-]+$/;

/** What an upstream may not say in our name: cookies and rules of our own address, orders to our proxy, and how long anybody keeps what one buyer was told. */
const notTheirs = /^(set-cookie2?|strict-transport-security|content-security-policy.*|access-control-.*|clear-site-data|x-silkport-.*|ratelimit.*|public-key-pins.*|alt-svc|report-to|nel|refresh|x-request-id|service-worker-allowed|content-length|x-accel-.*|x-sendfile.*|x-lighttpd-send.*|cache-control|.*-cache-control|surrogate-.*|expires|pragma|age)$/;

type Kept = Record<string, string | string[]>;

/** Headers of a call as they go on to the upstream. @param hidden one more that tells of the buyer, such as the proxy's country/region */
export function headersOnward(headers: IncomingHttpHeaders, hidden?: string): Kept {
  return kept(headers, (name) => !ours.has(name) && !oursToo.test(name) && !misleading.test(name) && plainName.test(name) && name !== hidden);
}

/** Headers of the upstream's answer as they go back. */
export function headersBack(headers: IncomingHttpHeaders): Kept {
  return kept(headers, (name) => !notTheirs.test(name));
}

function kept(headers: IncomingHttpHeaders, isWanted: (name: string) => boolean): Kept {
  const named = new Set((headers.connection ?? '').toLowerCase().split(',').map((name) => name.trim()));
  const entries = Object.entries(headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
  return Object.fromEntries(entries.filter(([name]) => !hopByHop.has(name) && !named.has(name) && isWanted(name)));
}
