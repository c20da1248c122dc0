import { isCrossSite } from './same-origin.js';

const publicUrl = 'https://silkport.example';
const host = 'localhost:3000';
const cookie = 'silkport_session=x';
const form = 'application/x-www-form-urlencoded';

const sent = (headers: Record<string, string>, method = 'POST', addressed: string | undefined = host) => isCrossSite({ method, headers, host: addressed }, publicUrl);

describe('a write by a browser', () => {
  it.each([
    ['from our page, by Sec-Fetch-Site', { cookie, 'sec-fetch-site': 'same-origin' }],
    ['from the address bar', { cookie, 'sec-fetch-site': 'none' }],
    ['from the host that was addressed', { cookie, origin: 'http://localhost:3000' }],
    ['from our public address, behind a proxy with another host', { cookie, origin: publicUrl, 'sec-fetch-site': 'same-origin' }],
    ['by a program that names no origin', { cookie }],
    ['of JSON without a cookie, which a browser must ask for first', { origin: 'https://evil.example', 'content-type': 'application/json' }],
  ])('is taken %s', (_, headers) => {
    expect(sent(headers)).toBe(false);
  });

  it.each([
    ['from another site, by Sec-Fetch-Site', { cookie, 'sec-fetch-site': 'cross-site' }],
    ['from a sister site', { cookie, 'sec-fetch-site': 'same-site' }],
    ['from another origin', { cookie, origin: 'https://evil.example' }],
    ['from another port of our host', { cookie, origin: 'http://localhost:4000' }],
    ['from an origin that ends like ours', { cookie, origin: 'https://evil-silkport.example' }],
    ['from a frame without an origin', { cookie, origin: 'null' }],
    ['from another origin, whatever Sec-Fetch-Site says', { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['as a form from another site, without a cookie', { origin: 'https://evil.example', 'content-type': form }],
    ['as a form with a charset', { origin: 'https://evil.example', 'content-type': `${form}; charset=utf-8` }],
    ['as an upload from another site', { 'sec-fetch-site': 'cross-site', 'content-type': 'multipart/form-data; boundary=x' }],
    ['as plain text from another site', { 'sec-fetch-site': 'cross-site', 'content-type': 'Text/Plain' }],
    ['with any cookie at all', { cookie: 'silkport_locale=ru', origin: 'https://evil.example' }],
  ])('is refused %s', (_, headers) => {
    expect(sent(headers)).toBe(true);
  });

  it('is taken where its Host spells out the usual port', () => {
    expect(sent({ cookie, origin: 'http://localhost' }, 'POST', 'localhost:80')).toBe(false);
    expect(sent({ cookie, origin: 'https://localhost' }, 'POST', 'LOCALHOST:443')).toBe(false);
    expect(sent({ cookie, origin: 'https://localhost' }, 'POST', 'localhost:80')).toBe(true);
  });

  it('is refused where its Host is no host', () => {
    for (const odd of ['', 'a b', '@evil.example/', ':']) expect(sent({ cookie, origin: 'https://evil.test' }, 'POST', odd)).toBe(true);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('is refused by %s from another site as well', (method) => {
    expect(sent({ cookie, origin: 'https://evil.example' }, method)).toBe(true);
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('is nothing to refuse when it only reads: %s', (method) => {
    expect(sent({ cookie, 'sec-fetch-site': 'cross-site' }, method)).toBe(false);
  });
});
