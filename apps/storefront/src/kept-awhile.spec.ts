import { KeptAwhile } from './kept-awhile.js';

describe('what is kept awhile', () => {
  it('is asked for once by all who wait for it', async () => {
    const kept = new KeptAwhile<number>();
    let asked = 0;
    const ask = () => Promise.resolve((asked += 1));
    expect(await Promise.all([kept.of('a', ask), kept.of('a', ask), kept.of('b', ask)])).toEqual([1, 1, 2]);
  });

  it('is asked for again after a failure', async () => {
    const kept = new KeptAwhile<number>();
    await expect(kept.of('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await kept.of('a', () => Promise.resolve(7))).toBe(7);
  });

  it('forgets when it has grown to its bound', async () => {
    const kept = new KeptAwhile<number>(2);
    let asked = 0;
    const ask = () => Promise.resolve((asked += 1));
    for (const key of ['a', 'b', 'c', 'a']) await kept.of(key, ask);
    expect(asked).toBe(4);
  });
});
