import type { Context } from '@silkport/platform';
import { AuditEntry } from './audit-entry.entity.js';
import { CreateIdentity1764000000150 } from './migrations/1764000000150-create-identity.js';
import { Person } from './person.entity.js';
import { Session } from './session.entity.js';
import { SignInFailure } from './sign-in-failure.entity.js';
import { TeamMember } from './team-member.entity.js';

export const identityContext: Context = {
  name: 'identity',
  entities: [Person, TeamMember, Session, SignInFailure, AuditEntry],
  migrations: [CreateIdentity1764000000150],
  locales: new URL('./locales/', import.meta.url),
};
