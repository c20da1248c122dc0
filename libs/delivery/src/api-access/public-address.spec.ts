import { UpstreamRefused } from './api-access.errors.js';
import { headersBack, headersOnward } from './call-headers.js';
import { isPublicAddress } from './public-address.js';
import { upstreamUrl } from './upstream-url.js';

describe('a public address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1', '203.0.113.9',
    '::', '::1', '::ffff:8.8.8.8', '::ffff:127.0.0.1', '64:ff9b::7f00:1', 'fc00::1', 'fd12::1', 'fe80::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '2001:0::1', 'localhost', ''])('%s is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('an upstream', () => {
  it('is https on the public internet, and kept without the slash at its end', () => {
    expect([upstreamUrl('https://api.example.com/v2/', false), upstreamUrl('https://api.example.com:8443', false)]).toEqual(['https://api.example.com/v2', 'https://api.example.com:8443']);
    expect(upstreamUrl('http://127.0.0.1:9/x', true)).toBe('http://127.0.0.1:9/x');
  });

  it.each(['http://api.example.com', 'https://user:pass@api.example.com', 'https://api.example.com?', 'https://api.example.com#x', 'https://0x7f000001', 'https://127.1', 'https://[::ffff:7f00:1]', 'https://intranet',
    'https://db.internal', 'https://x.localhost', 'file:///etc/passwd', 'nonsense', ''])('is not %s', (url) => {
    expect(() => upstreamUrl(url, false)).toThrow(UpstreamRefused);
  });
});

describe('headers', () => {
  it('go on without the hop, the secrets, and what would be said in our name', () => {
    expect(headersOnward({
      accept: '*/*', connection: 'close, X-Mine', 'x-mine': '1', 'keep-alive': '5', authorization: 'Bearer x', 'x-api-key': 'x', cookie: 'a=b', host: 'silkport', 'x-forwarded-for': '1', 'x-silkport-scope': 'admin',
      'x-country': 'KZ', te: 'trailers', 'content-length': '3', 'if-none-match': '"a"',
    }, 'x-country')).toEqual({ accept: '*/*', 'if-none-match': '"a"' });
  });

  it('come back without cookies and rules for our address', () => {
    expect(headersBack({
      'content-type': 'application/json', etag: '"a"', 'set-cookie': ['session=x'], 'strict-transport-security': 'max-age=0', 'content-security-policy': 'x', 'access-control-allow-origin': '*', 'clear-site-data': '"*"',
      'transfer-encoding': 'chunked', connection: 'x-hop', 'x-hop': '1', ratelimit: 'x', 'x-silkport-entitlement': 'x', 'content-encoding': 'gzip', location: '/x',
    })).toEqual({ 'content-type': 'application/json', etag: '"a"', 'content-encoding': 'gzip', location: '/x' });
  });
});
