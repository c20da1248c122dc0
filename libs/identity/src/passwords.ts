import { hash, verify } from '@node-rs/argon2';
import { PasswordLengthRefused } from './identity.errors.js';

const min = 10;
const max = 200;

/** Argon2id (the library's default kind), 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's first choice. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of 32 random bytes that nobody has kept, at the same cost: what an unknown e-mail is checked against, so that it takes as long. */
export const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$NkW4a8llkHZJXUj6Zbbz8w$LrduqW/XITszyHLqW1aKmmhkvaRuYu+tyBeXIe2gH14';

/** Takes some 30 ms of a thread. @param password 10 to 200 characters @throws PasswordLengthRefused */
export async function hashPassword(password: string): Promise<string> {
  const typed = asTyped(password);
  const length = [...typed].length;
  if (length < min || length > max) throw new PasswordLengthRefused({ min, max }, 'password');
  return hash(typed, cost);
}

/** Takes the same time whether there is such a person or not. */
export async function passwordMatches(password: string, passwordHash: string | undefined): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobodysHash, asTyped(password));
  return matches && passwordHash !== undefined;
}

/** Keyboards differ in how they compose the same characters (NIST SP 800-63B section 5.1.1.2: NFKC or NFKD before hashing). */
function asTyped(password: string): string {
  return password.normalize('NFKC');
}
