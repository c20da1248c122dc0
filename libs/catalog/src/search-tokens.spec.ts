import { foldText, isSpelled, lexeme, queryTokens, searchTokens } from './search-tokens.js';

const finds = (text: string, query: string) => {
  const tokens = searchTokens(text);
  return queryTokens(query).every(({ token, prefix }) => tokens.some((each) => (prefix ? each.startsWith(token) : each === token)));
};

describe('search tokens', () => {
  it.each([
    ['高精度定位服务和跨境电商平台', '跨境电商'],
    ['义乌小商品批发', '小商品'],
    ['Cerámica de Jingdezhen', 'Ceramica'],
    ['CERÁMICA', 'cerámica'],
    ['Керамика и фарфор', 'керамик'],
    ['Ёлочная игрушка', 'елочная'],
    ['رسوم متحركة إبداعية', 'ابداعيه'],
    ['Wi-Fi 6E USB-C 65W', 'usb-c'],
    ['Wi-Fi 6E USB-C 65W', 'usbc'],
    ['ｗｉｄｅ Ａ１', 'wide a1'],
    ['รองเท้าวิ่งน้ำหนักเบา', 'รองเท้า'],
    ['Straße', 'strasse'],
  ])('of %j are found by %j', (text, query) => {
    expect(finds(text, query)).toBe(true);
  });

  it('are not found by another word', () => {
    expect(finds('跨境电商平台', '电影')).toBe(false);
    expect(finds('Tea bowl', 'kettle')).toBe(false);
  });

  it('leave nothing in a query that PostgreSQL could read as syntax', () => {
    for (const token of queryTokens("a' | !b\\ & (c:*) it's o\\'neil")) expect(lexeme(token)).toMatch(/^'[^'\\]+'(:\*)?$/);
    expect(queryTokens('!!! ??')).toEqual([]);
  });

  it('can be misspelled where they are words of letters with spaces around them', () => {
    expect(['ceramics', 'керамика', 'خزف صيني'.split(' ')[1]].every((token) => isSpelled(token ?? ''))).toBe(true);
    expect(['tea', '陶瓷', '跨境电商平台', 'usb-c', 'a1b2', 'x'.repeat(41)].some(isSpelled)).toBe(false);
  });

  it('are bounded for a hostile input', () => {
    expect(searchTokens('字'.repeat(1_000_000)).length).toBeLessThan(10);
    expect(queryTokens('a b c d e f g h i j k l m n o p q r s t u v w').length).toBeLessThanOrEqual(16);
  });

  it('fold case, accents and widths', () => {
    expect(foldText('ÀÉÎ ＡＢ')).toBe('aei ab');
  });
});
