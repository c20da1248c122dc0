import { event } from '@silkport/platform';

export interface PersonSignedUp { readonly personId: string }
export interface SignUpRepeated { readonly personId: string }

/** A new, unconfirmed account: its owner is to be sent the confirmation link. */
export const personSignedUp = event<PersonSignedUp>('identity.person_signed_up');

/** Somebody signed up with the e-mail of this account: its owner is told by mail, since the page tells nobody. */
export const signUpRepeated = event<SignUpRepeated>('identity.sign_up_repeated');
