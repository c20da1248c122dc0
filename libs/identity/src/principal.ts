import type { Locale } from '@silkport/values';
import type { TeamRole } from './team-member.entity.js';

/** Who sends a request, by their session. */
export interface Principal {
  readonly personId: string;
  readonly sessionId: string;
  readonly email: string;
  readonly name?: string;
  readonly locale: Locale;
  readonly isAdmin: boolean;
  readonly emailConfirmed: boolean;
  /** The merchant that the person acts for: the first team joined. */
  readonly merchantId?: string;
  readonly role?: TeamRole;
}
