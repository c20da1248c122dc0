import { readDraft, writeDraft } from './checkout-draft-cookie.js';
import { readPending, writePending } from './pending-orders-cookie.js';

describe('the draft of a checkout', () => {
  it('comes back as it was typed, in any script, and leaves out what is no field of it', () => {
    const typed = { email: 'a@b.kz', name: 'Әсел "Q" <i>', street: 'улица Абая, 10', accepted: 'on', city: '' };
    expect(readDraft(writeDraft(typed))).toEqual({ email: 'a@b.kz', name: 'Әсел "Q" <i>', street: 'улица Абая, 10' });
  });

  it('is not kept where no cookie could hold it', () => {
    expect(writeDraft({ name: '港'.repeat(2000) })).toBeUndefined();
    expect(writeDraft({})).toBeUndefined();
  });

  it.each([undefined, '', 'not base64 of JSON', Buffer.from('null').toString('base64url'), Buffer.from('[1]').toString('base64url'), Buffer.from('{"email":7}').toString('base64url')])(
    'reads %j as nothing', (cookie) => {
      expect(readDraft(cookie)).toEqual({});
    });
});

describe('the orders that wait to be seen paid', () => {
  const ids = Array.from({ length: 10 }, (_, index) => `019aaaaa-0000-7000-8000-00000000000${index}`);

  it('are the last eight, each once', () => {
    expect(readPending(writePending([...ids, ids[9] ?? '']))).toEqual(ids.slice(2));
  });

  it('are none where the cookie holds something else', () => {
    expect(readPending('x.y.<script>')).toEqual([]);
  });
});
