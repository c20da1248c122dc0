import { Signatures } from '@silkport/platform';
import { newId } from '@silkport/values';
import { confirmationExpiry, emailConfirmationToken, isConfirmationSigned, readConfirmationToken } from './email-confirmation-token.js';

const signatures = new Signatures('a secret that is used in tests only');
const person = { personId: newId(), email: 'aigerim@example.kz' };
const now = new Date('2026-11-23T08:00:00.750Z');
const token = emailConfirmationToken(signatures, person, confirmationExpiry(now));
const [id, seconds, signature] = token.split('.') as [string, string, string];

function holds(given: string, email = person.email): boolean {
  const claim = readConfirmationToken(given);
  return claim !== undefined && isConfirmationSigned(signatures, claim, email);
}

describe('an e-mail confirmation token', () => {
  it('tells whose it is and that it lasts seven days, in whole seconds', () => {
    expect(readConfirmationToken(token)).toMatchObject({ personId: person.personId, expiresAt: new Date('2026-11-30T08:00:00Z') });
    expect(holds(token)).toBe(true);
  });

  it('does not hold for an e-mail that the person took later', () => {
    expect(holds(token, 'other@example.kz')).toBe(false);
  });

  it.each([
    ['whose expiry was put off', `${id}.${Number(seconds) + 1}.${signature}`],
    ['whose person was exchanged', `${newId()}.${seconds}.${signature}`],
    ['signed for another purpose', `${id}.${seconds}.${signatures.sign('session', `${id}.${seconds}.${person.email}`)}`],
    ['without a signature', `${id}.${seconds}`],
    ['with a part more', `${token}.x`],
    ['with an expiry that is no number', `${id}.soon.${signature}`],
    ['with an expiry beyond what a date can be', `${id}.${'9'.repeat(20)}.${signature}`],
    ['that is no token at all', 'hello'],
  ])('does not hold %s', (_, altered) => {
    expect(holds(altered)).toBe(false);
  });
});
