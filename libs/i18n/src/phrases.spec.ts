import { i18nContext } from './i18n.context.js';
import { Phrases } from './phrases.js';

const phrases = new Phrases([i18nContext]);
const counted = (locale: 'en' | 'zh-CN' | 'ru' | 'ar', count: number) => phrases.say(locale, 'i18n.invalid_input', { count });

describe('phrases', () => {
  it('have the plural forms of each language', () => {
    expect(counted('en', 1)).not.toBe(counted('en', 2));
    expect(counted('ru', 21)).toBe('Проверьте 21 поле.');
    expect(counted('ru', 3)).toBe('Проверьте 3 поля.');
    expect(counted('ru', 11)).toBe('Проверьте 11 полей.');
    expect(counted('ar', 2)).toBe('خانتان تحتاجان إلى مراجعة.');
    expect(counted('zh-CN', 5)).toBe('有 5 项需要修改。');
  });

  it('end a Russian sentence with the one stop that its date ends with', () => {
    const [dated] = [new Phrases([{ name: 'storefront', locales: new URL('../../../apps/storefront/src/locales/', import.meta.url) }])];
    expect(dated.say('ru', 'storefront.item.was_until', { date: '8 декабря 2026 г.' })).toMatch(/2026 г\.$/);
    expect(dated.say('ru', 'storefront.item.was_until', { date: '8 декабря' })).toMatch(/декабря\.$/);
  });

  it('leave values as they are: escaping is the page’s work', () => {
    expect(phrases.say('en', 'i18n.rule_whitelistValidation', { field: '<b>' })).toContain('<b>');
  });
});
