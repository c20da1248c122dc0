import 'reflect-metadata';
import { InvalidInput } from '@silkport/i18n';
import { ParcelCheckoutForm } from './checkout.dto.js';
import { readForm, typedText } from './read-form.js';

const filled = { email: ' anna@example.kz ', country: 'KZ', accepted: 'on', name: 'Әсел Нұрланқызы', street: 'ул. Абая, 10', city: 'Алматы', region: '', postalCode: ' ', phone: '' };
const refusedFields = (body: unknown) => readForm(ParcelCheckoutForm, body).then(() => [], (error: unknown) => (error as InvalidInput).refused.map(({ field, rule }) => [field, rule]));

describe('readForm', () => {
  it('takes any script, trims, and reads an empty optional field as not given', async () => {
    const form = await readForm(ParcelCheckoutForm, filled);
    expect(form).toMatchObject({ email: 'anna@example.kz', name: 'Әсел Нұрланқызы', city: 'Алматы' });
    expect([form.region, form.postalCode, form.phone]).toEqual([undefined, undefined, undefined]);
  });

  it('takes control characters out of names, which PostgreSQL would refuse', async () => {
    expect((await readForm(ParcelCheckoutForm, { ...filled, name: 'A\u0000B\r\nC' })).name).toBe('A B C');
  });

  it.each([
    [{ ...filled, email: 'anna' }, [['email', 'isEmail']]],
    [{ ...filled, accepted: undefined }, [['accepted', 'equals']]],
    [{ ...filled, name: '  ', city: undefined }, [['name', 'isNotEmpty'], ['city', 'isNotEmpty']]],
    [{ ...filled, street: 'x'.repeat(301) }, [['street', 'maxLength']]],
    [{ ...filled, surprise: '1' }, [['surprise', 'whitelistValidation']]],
  ])('names each refused field and its rule', async (body, refused) => {
    expect((await refusedFields(body)).toSorted()).toEqual(refused.toSorted());
  });

  it('shows again what was typed as text and nothing else', () => {
    expect(typedText({ email: 'a', list: ['a', 'b'], long: 'x'.repeat(900) })).toEqual({ email: 'a', long: 'x'.repeat(500) });
    expect(typedText(undefined)).toEqual({});
  });
});
