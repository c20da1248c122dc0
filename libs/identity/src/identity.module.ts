import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AddTeamMembers } from './add-team-members.js';
import { ConfirmEmail } from './confirm-email.js';
import { CreatePeople } from './create-people.js';
import { PersonReads } from './person-reads.js';
import { PruneExpired } from './prune-expired.js';
import { SessionReads } from './session-reads.js';
import { SignIn } from './sign-in.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { SignOut } from './sign-out.js';
import { SignUp } from './sign-up.js';

const faces = [AccessGuard, AddTeamMembers, ConfirmEmail, CreatePeople, PersonReads, SessionReads, SignIn, SignOut, SignUp];

/** With it in an application, every route is held to its policy. */
@Module({
  providers: [...faces, PruneExpired, SignInThrottle, { provide: APP_GUARD, useExisting: AccessGuard }],
  exports: faces,
})
export class IdentityModule {}
