import { Type } from 'class-transformer';
import { ArrayMaxSize, IsEmail, IsIn, IsInt, Length, Max, Min, ValidateNested } from 'class-validator';
import { i18nContext } from './i18n.context.js';
import { InvalidInput } from './invalid-input.js';
import { Phrases } from './phrases.js';
import { validationPipe } from './validation.js';

class Item {
  @Max(999) @Min(1) @IsInt() quantity: number;
}

class Request {
  @IsEmail() email: string;
  @Length(2, 5) code: string;
  @IsIn(['newest', 'price']) order: string;
  @ArrayMaxSize(2) @ValidateNested({ each: true }) @Type(() => Item) items: Item[];
}

const phrases = new Phrases([i18nContext]);

async function refused(body: object): Promise<{ field: string; sentence: string }[]> {
  const error: unknown = await validationPipe().transform(body, { type: 'body', metatype: Request }).then(() => undefined, (reason: unknown) => reason);
  if (!(error instanceof InvalidInput)) throw new Error('Nothing was refused');
  return error.refused.map(({ field, rule, params }) => ({ field, sentence: phrases.say('en', `i18n.rule_${rule}`, { ...params, field }) }));
}

const good = { email: 'a@b.kz', code: 'KZT', order: 'price', items: [{ quantity: 1 }] };

describe('a request of the wrong shape', () => {
  it.each([
    [{ ...good, email: 'a.b.kz' }, 'email', 'Enter an e-mail address such as name@example.com.'],
    [{ ...good, code: 'X' }, 'code', 'Enter 2 to 5 characters.'],
    [{ ...good, order: 'best' }, 'order', 'Choose one of: newest, price.'],
    [{ ...good, items: [{ quantity: 0 }] }, 'items.0.quantity', 'Enter 1 or more.'],
    [{ ...good, items: [{ quantity: 10_000 }] }, 'items.0.quantity', 'Enter 999 or less.'],
    [{ ...good, items: [{ quantity: 1 }, { quantity: 1 }, { quantity: 1 }] }, 'items', 'The list may have at most 2.'],
    [{ ...good, price: 1 }, 'price', 'price is not a field of this request.'],
  ])('%#: names the field and the rule with its limit', async (body, field, sentence) => {
    expect(await refused(body)).toEqual([{ field, sentence }]);
  });
});
