import { emailHint } from './email-hint.js';

describe('emailHint', () => {
  it.each([
    ['anna@gmial.com', 'anna@gmail.com'], ['anna@gamil.com', 'anna@gmail.com'], ['anna@gmail.con', 'anna@gmail.com'], ['Anna.B@GMAIL.CO', 'Anna.B@gmail.com'],
    ['li@hotmial.com', 'li@hotmail.com'], ['li@outlok.com', 'li@outlook.com'], ['ivan@yadnex.ru', 'ivan@yandex.ru'], ['ivan@mial.ru', 'ivan@mail.ru'],
    ['o@studio-almaty.con', 'o@studio-almaty.com'], ['wang@16.com', 'wang@163.com'],
  ])('suggests for %s the address %s', (typed, meant) => {
    expect(emailHint(typed)).toBe(meant);
  });

  it.each(['anna@gmail.com', 'a@mail.com', 'a@ymail.com', 'a@qq.com', 'a@yandex.kz', 'buyer@kazakh-library.kz', 'a@silkport.example', 'почта@пример.рф', 'a@', '@gmial.com', 'no address', '', 'a@me.com'])(
    'says nothing about %j', (typed) => {
      expect(emailHint(typed)).toBeUndefined();
    });

  it('never suggests what was typed', () => {
    for (const domain of ['gmail.com', 'mail.ru', '126.com', 'proton.me']) expect(emailHint(`x@${domain}`)).toBeUndefined();
  });
});
