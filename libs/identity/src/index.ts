export { AddTeamMembers, type NewTeamMember } from './add-team-members.js';
export { ConfirmEmail } from './confirm-email.js';
export { CreatePeople, type NewPerson } from './create-people.js';
export { CurrentPrincipal } from './current-principal.js';
export { confirmationExpiry, emailConfirmationToken } from './email-confirmation-token.js';
export { identityContext } from './identity.context.js';
export {
  ConfirmationLinkExpired, ConfirmationLinkInvalid, CrossSiteRequest, EmailInvalid, NotAllowed, NotSignedIn, PasswordLengthRefused, SignInRefused, TooManyTries,
} from './identity.errors.js';
export { personSignedUp, signUpRepeated, type PersonSignedUp, type SignUpRepeated } from './identity.events.js';
export { IdentityModule } from './identity.module.js';
export { normaliseEmail } from './normalise-email.js';
export { hashPassword } from './passwords.js';
export { PersonReads, type PersonForMail } from './person-reads.js';
export type { Principal } from './principal.js';
export { recordAudit, type AuditFact } from './record-audit.js';
export { sessionCookieName, sessionCookieOptions } from './session-cookie.js';
export type { StartedSession } from './session-reads.js';
export { SignIn, type SignInInput } from './sign-in.js';
export { SignOut } from './sign-out.js';
export { SignUp, type SignUpInput } from './sign-up.js';
export type { TeamRole } from './team-member.entity.js';
