import { newId } from '@silkport/values';
import { mostLines, mostPieces, readBasket, withQuantity, writeBasket } from './basket-cookie.js';

const [bowl, book] = [newId(), newId()] as const;

describe('basket cookie', () => {
  it('reads back what it wrote, in order', () => {
    const items = [{ variantId: bowl, quantity: 2 }, { variantId: book, quantity: 1 }];
    expect(readBasket(writeBasket(items))).toEqual(items);
  });

  it.each([undefined, '', 'x', `${bowl}`, `${bowl}*0`, `${bowl}*-1`, `${bowl}*1,5`, `${bowl}*${mostPieces + 1}`, `${bowl}*NaN`, `<script>*1`, `${bowl}* `])(
    'leaves out what is not well-formed: %s', (cookie) => expect(readBasket(cookie)).toEqual([]),
  );

  it('keeps the good lines of a damaged cookie', () => {
    expect(readBasket(`nonsense.${book}*3.${bowl}*x`)).toEqual([{ variantId: book, quantity: 3 }]);
  });

  it('never reads more lines than a basket may have', () => {
    const cookie = Array.from({ length: mostLines + 5 }, () => `${newId()}*1`).join('.');
    expect(readBasket(cookie)).toHaveLength(mostLines);
  });

  it('fits into what browsers keep of a cookie', () => {
    const full = Array.from({ length: mostLines }, () => ({ variantId: newId(), quantity: mostPieces }));
    expect(writeBasket(full).length).toBeLessThan(4000);
  });

  it('adds to a line that is there and appends one that is not', () => {
    const one = withQuantity([], bowl, { add: 2 });
    expect(withQuantity(withQuantity(one, book, { add: 1 }), bowl, { add: 3 })).toEqual([{ variantId: bowl, quantity: 5 }, { variantId: book, quantity: 1 }]);
  });

  it('takes a line out at zero and stops at the most pieces', () => {
    const items = [{ variantId: bowl, quantity: 2 }];
    expect(withQuantity(items, bowl, { set: 0 })).toEqual([]);
    expect(withQuantity(items, bowl, { add: 5000 })).toEqual([{ variantId: bowl, quantity: mostPieces }]);
    expect(withQuantity(items, bowl, { add: -5 })).toEqual([]);
  });
});
