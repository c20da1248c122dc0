export const sessionCookieName = 'silkport_session';

/** How the session's cookie is to be set: out of reach of scripts, and not sent with posts from other sites. */
export function sessionCookieOptions(expiresAt: Date, publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), expires: expiresAt } as const;
}
