import * as fc from 'fast-check';
import { Signatures } from '@silkport/platform';
import { newId } from '@silkport/values';
import { DownloadLinkExpired, DownloadLinkInvalid } from '../delivery.errors.js';
import { DownloadLinks } from './download-link.js';

const links = new DownloadLinks(new Signatures('a secret that is used in tests only'));
const now = new Date('2026-11-23T08:00:00.000Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const subject = { entitlementId: newId(), assetId: newId() };
const tokenOf = (given = subject) => links.linkFor(given, now).replace('/v1/downloads/', '');

describe('a download link', () => {
  it('opens what it was made for, for six hours', () => {
    expect(links.open(tokenOf(), now)).toEqual({ ...subject, issuedAt: now });
    expect(links.open(tokenOf(), after(6 * 3600 - 1))).toMatchObject(subject);
    expect(() => links.open(tokenOf(), after(6 * 3600))).toThrow(DownloadLinkExpired);
  });

  it('is a path that needs no escaping and fits into a route parameter', () => {
    expect(links.linkFor(subject, now)).toMatch(/^\/v1\/downloads\/[\w.-]{20,500}$/);
  });

  it('is worth nothing when any character of it is altered, left out or added', () => {
    const token = tokenOf();
    fc.assert(fc.property(fc.nat(token.length - 1), fc.string({ maxLength: 2, unit: 'grapheme-ascii' }), (at, other) => {
      const altered = token.slice(0, at) + other + token.slice(at + 1);
      fc.pre(altered !== token);
      expect(() => links.open(altered, now)).toThrow(DownloadLinkInvalid);
    }));
  });

  it.each(['', '.', 'a.b.c', 'ü', tokenOf().split('.')[0] ?? '', `${tokenOf()}.`, `${tokenOf()}=`])('refuses %s', (token) => {
    expect(() => links.open(token, now)).toThrow(DownloadLinkInvalid);
  });

  it('does not lend its signature to another entitlement, another time, or another secret', () => {
    const [content, signature] = tokenOf().split('.') as [string, string];
    const [others] = tokenOf({ ...subject, entitlementId: newId() }).split('.') as [string];
    const [longer] = links.linkFor(subject, after(3600)).replace('/v1/downloads/', '').split('.') as [string];
    expect(() => links.open(`${others}.${signature}`, now)).toThrow(DownloadLinkInvalid);
    expect(() => links.open(`${longer}.${signature}`, now)).toThrow(DownloadLinkInvalid);
    const foreign = new Signatures('another secret that is used in tests');
    expect(() => links.open(`${content}.${foreign.sign('download', content)}`, now)).toThrow(DownloadLinkInvalid);
  });

  it('cannot be made of a signature for another purpose', () => {
    const signatures = new Signatures('a secret that is used in tests only');
    const [content] = tokenOf().split('.') as [string];
    expect(() => links.open(`${content}.${signatures.sign('order', content)}`, now)).toThrow(DownloadLinkInvalid);
  });
});
