import type { Signatures } from '@silkport/platform';
import { isId } from '@silkport/values';

/** `<session id>.<signature>`, 80 characters that are safe in a header and a cookie. */
export function sessionToken(signatures: Signatures, sessionId: string): string {
  return `${sessionId}.${signatures.sign('session', sessionId)}`;
}

/** The session that a token names, or undefined where we did not sign it: a forged token costs no query. */
export function sessionIdOf(signatures: Signatures, token: string): string | undefined {
  const [sessionId = '', signature = '', ...rest] = token.split('.', 3);
  return !rest.length && isId(sessionId) && signatures.verifies('session', sessionId, signature) ? sessionId : undefined;
}
