import { ownPath } from './own-path.js';

describe('ownPath', () => {
  it('keeps the page and its query and changes the language', () => {
    expect(ownPath('/en/orders/SP-7K3MQ-92XTV?key=abc&left=1', 'ar')).toBe('/ar/orders/SP-7K3MQ-92XTV?key=abc&left=1');
    expect(ownPath('/zh-CN', 'ru')).toBe('/ru');
    expect(ownPath('/en?x=1', 'ru')).toBe('/ru?x=1');
  });

  it.each([
    'https://elsewhere.example/en/', '//elsewhere.example/en', '/\\elsewhere.example', '/en\\..\\x', 'javascript:alert(1)', '/v1/orders', '/docs', '', 'en/basket',
    '/en/a\r\nset-cookie: x=1', '/en/a b', '/en/торг', '/en/\u0000', `/en/${'x'.repeat(3000)}`, undefined, ['/en/', '/en/'], 7,
  ])('leads %j to the front page', (path) => {
    expect(ownPath(path, 'en')).toBe('/en/');
  });

  it('never leaves the host, whatever follows the language', () => {
    for (const rest of ['//elsewhere.example', '/..//elsewhere.example', '/@elsewhere.example', '?//elsewhere.example', '#//x']) {
      expect(new URL(ownPath(`/en${rest}`, 'ru'), 'https://silkport.example').host).toBe('silkport.example');
    }
  });
});
