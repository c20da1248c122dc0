import fc from 'fast-check';
import { GatewayPathRefused } from './api-access.errors.js';
import { gatewayPath } from './gateway-path.js';

const prefix = '/v1/gateway/p';
const path = (rest: string) => gatewayPath(prefix + rest, prefix);

describe('the path behind the gateway', () => {
  it('goes on as it was written, and is judged as it is understood', () => {
    expect(path('/looms/%E7%B9%94?colour=red&x=?')).toEqual({ raw: '/looms/%E7%B9%94', query: '?colour=red&x=?', plain: '/looms/織' });
    expect(path('/')).toEqual({ raw: '/', query: '', plain: '/' });
    expect(path('/%61dmin/')).toMatchObject({ raw: '/%61dmin/', plain: '/admin/' });
    expect(path('/admin;x=1/users')).toMatchObject({ plain: '/admin/users' });
    expect(path('/a.b/..c/...')).toMatchObject({ plain: '/a.b/..c/...' });
    expect(path('/admin./users%20.')).toMatchObject({ raw: '/admin./users%20.', plain: '/admin/users' });
    expect(path('/100%25')).toMatchObject({ plain: '/100%' });
  });

  it.each(['', '/..', '/../x', '/a/..', '/./a', '/%2e%2e/a', '/%2E./a', '/a%2fb', '/a%2Fb', '/a%5Cb', '/a\\b', '//a', '/a//b', '/%00', '/a%0d%0a', '/%zz', '/%c0%ae', '/..;/a', '/..%20/a', '/a#b', '/%2561dmin', '/%252e%252e/a', '/a%252Fb'])('refuses %s', (rest) => {
    expect(() => path(rest)).toThrow(GatewayPathRefused);
  });

  it('refuses what is not its own', () => {
    expect(() => gatewayPath('/v1/gateway/other/x', prefix)).toThrow(GatewayPathRefused);
    expect(() => gatewayPath('http://evil.example/v1/gateway/p/x', prefix)).toThrow(GatewayPathRefused);
  });

  it('never leads above the upstream’s own address, whatever comes', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', '.', '..', '/', '%2e', '%2f', '\\', ';', '%5c', '%', '?', '织', '%25', ' ')), (parts) => {
      let accepted;
      try {
        accepted = path(`/${parts.join('')}`);
      } catch (error) {
        expect(error).toBeInstanceOf(GatewayPathRefused);
        return;
      }
      const { origin, pathname } = new URL(`https://api.example.com/v2${accepted.raw}${accepted.query}`);
      expect([origin, pathname.startsWith('/v2/')]).toEqual(['https://api.example.com', true]);
    }), { numRuns: 500 });
  });
});
