import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Sign-ins that failed for one e-mail address or from one client address, counted within one window. */
@Entity({ schema: 'identity', name: 'sign_in_failures' })
export class SignInFailure {
  /** `email:…` or `address:…`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sign_in_failures_pk' }) subject: string;

  @Column({ type: 'integer' }) failures: number;

  /** When the window began: with the first of these failures. */
  @Column({ type: 'timestamptz', name: 'counted_from' }) countedFrom: Date;
}
