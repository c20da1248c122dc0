import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Locale } from '@silkport/values';

/** Somebody with an account: a buyer, a member of a merchant's team, or one of the marketplace's own people. */
@Entity({ schema: 'identity', name: 'people' })
@Unique('people_email', ['email'])
@Check('people_email_form', "email ~~ '%_@_%' AND char_length(email) <= 254")
@Check('people_name_length', 'char_length(name) BETWEEN 1 AND 200')
export class Person {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'people_pk' }) id: string;

  /** As `normaliseEmail` writes it: one spelling for one address. */
  @Column({ type: 'text' }) email: string;

  /** Argon2id in PHC form. */
  @Column({ type: 'text', name: 'password_hash' }) passwordHash: string;

  @Column({ type: 'text', nullable: true }) name: string | null;

  @Column({ type: 'text' }) locale: Locale;

  @Column({ type: 'boolean', name: 'is_admin' }) isAdmin: boolean;

  /** Until then nothing that belongs to the e-mail address is shown to the person. */
  @Column({ type: 'timestamptz', name: 'email_confirmed_at', nullable: true }) emailConfirmedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
}
