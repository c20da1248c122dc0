import { Idempotency, Outbox, Signatures, type Database } from '@silkport/platform';
import { SetClock } from '@silkport/values';
import { AddTeamMembers } from './add-team-members.js';
import { ConfirmEmail } from './confirm-email.js';
import { CreatePeople } from './create-people.js';
import { PersonReads } from './person-reads.js';
import { PruneExpired } from './prune-expired.js';
import { SessionReads } from './session-reads.js';
import { SignIn } from './sign-in.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignOut } from './sign-out.js';
import { SignUp, type SignUpInput } from './sign-up.js';

/** The context's use cases as the module puts them together, on a given database and a clock that stands still. */
export function identityOn(database: Database) {
  const clock = new SetClock(new Date('2026-11-23T08:00:00Z'));
  const signatures = new Signatures('a secret that is used in tests only');
  const idempotency = new Idempotency(database);
  const sessions = new SessionReads(database, signatures, clock);
  return {
    clock, signatures, sessions,
    people: new PersonReads(database),
    signUp: new SignUp(database, new Outbox(), idempotency, clock),
    signIn: new SignIn(database, new SignInThrottle(database, clock), idempotency, sessions, clock),
    signOut: new SignOut(database, clock),
    confirmEmail: new ConfirmEmail(database, signatures, clock),
    createPeople: new CreatePeople(database, clock),
    addTeamMembers: new AddTeamMembers(database, clock),
    pruneExpired: new PruneExpired(database, clock),
  };
}

export function aSignUp(given: Partial<SignUpInput> = {}): SignUpInput {
  return { email: 'aigerim@example.kz', password: 'steppe and sky', name: 'Айгерім', locale: 'ru', ...given };
}
