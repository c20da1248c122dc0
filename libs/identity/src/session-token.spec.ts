import { Signatures } from '@silkport/platform';
import { newId } from '@silkport/values';
import { sessionIdOf, sessionToken } from './session-token.js';

const signatures = new Signatures('a secret that is used in tests only');
const sessionId = newId();
const token = sessionToken(signatures, sessionId);

describe('a session token', () => {
  it('names its session', () => {
    expect(sessionIdOf(signatures, token)).toBe(sessionId);
  });

  it('is the same each time it is shown', () => {
    expect(sessionToken(signatures, sessionId)).toBe(token);
  });

  it.each([
    ['of another session with this signature', `${newId()}.${token.split('.')[1]}`],
    ['with one character of the signature changed', token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.at(-1)],
    ['with a part more', `${token}.x`],
    ['without a signature', sessionId],
    ['with an empty signature', `${sessionId}.`],
    ['signed for another purpose', `${sessionId}.${signatures.sign('order', sessionId)}`],
    ['signed with another secret', sessionToken(new Signatures('another secret that is used in tests'), sessionId)],
    ['of something that is no session', `admin.${signatures.sign('session', 'admin')}`],
    ['that is empty', ''],
  ])('is worth nothing %s', (_, altered) => {
    expect(sessionIdOf(signatures, altered)).toBeUndefined();
  });
});
