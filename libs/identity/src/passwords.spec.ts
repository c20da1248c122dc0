import { PasswordLengthRefused } from './identity.errors.js';
import { hashPassword, nobodysHash, passwordMatches } from './passwords.js';

const costOf = (passwordHash: string) => passwordHash.split('$').slice(1, 4);

describe('a password', () => {
  it('matches its hash, and nothing else does', async () => {
    const passwordHash = await hashPassword('steppe and sky');
    expect(await passwordMatches('steppe and sky', passwordHash)).toBe(true);
    expect(await passwordMatches('steppe and sky ', passwordHash)).toBe(false);
  });

  it('may be composed in another way by another keyboard', async () => {
    const passwordHash = await hashPassword('caf\u00E9 de la paix');
    expect(await passwordMatches('cafe\u0301 de la paix', passwordHash)).toBe(true);
  });

  it('is hashed at the cost that an unknown e-mail is checked at', async () => {
    expect(costOf(await hashPassword('steppe and sky'))).toEqual(['argon2id', 'v=19', 'm=19456,t=2,p=1']);
    expect(costOf(nobodysHash)).toEqual(['argon2id', 'v=19', 'm=19456,t=2,p=1']);
  });

  it('never matches where there is nobody', async () => {
    expect(await passwordMatches('steppe and sky', undefined)).toBe(false);
  });

  it.each([['of 9 characters', '👋'.repeat(9)], ['of 201 characters', 'x'.repeat(201)]])('is refused %s', async (_, password) => {
    await expect(hashPassword(password)).rejects.toThrow(PasswordLengthRefused);
  });

  it.each([['10', '👋'.repeat(10)], ['200', 'x'.repeat(200)]])('is taken of %s characters', async (_, password) => {
    expect(await hashPassword(password)).toMatch(/^\$argon2id\$/);
  });
});
