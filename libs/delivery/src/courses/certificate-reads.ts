import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { Locale, Translated } from '@silkport/values';
import { CertificateUnknown } from './course.errors.js';

export interface CertificateView {
  readonly number: string;
  readonly learnerName: string;
  readonly courseName: Translated;
  readonly merchantName: Translated;
  readonly locale: Locale;
  readonly issuedAt: Date;
}

/** What everybody may know of a certificate whose number they have. */
export type ProvenCertificate = Pick<CertificateView, 'number' | 'learnerName' | 'courseName' | 'issuedAt'>;

const columns = 'c.number, c.learner_name AS "learnerName", c.course_name AS "courseName", c.issued_at AS "issuedAt"';
const ofEntitlement = statement('delivery.certificate_of', `SELECT ${columns}, c.merchant_name AS "merchantName", c.locale FROM delivery.certificates c JOIN delivery.entitlements e ON e.id = c.entitlement_id AND e.generation = c.generation WHERE e.id = $1`);
// What has run out was completed all the same, and so was what has gone to somebody else since; what was given back or is disputed proves nothing.
const byNumber = statement('delivery.certificate_by_number', `
  SELECT ${columns} FROM delivery.certificates c JOIN delivery.entitlements e ON e.id = c.entitlement_id WHERE c.number = $1 AND e.state IN ('active', 'expired')`);

@Injectable()
export class CertificateReads {
  constructor(private readonly database: Database) {}

  /** That of whoever holds it now. */
  async ofEntitlement(entitlementId: string): Promise<CertificateView | undefined> {
    const [certificate] = await this.database.read<CertificateView>(ofEntitlement, [entitlementId]);
    return certificate;
  }

  /** @throws CertificateUnknown */
  async require(entitlementId: string): Promise<CertificateView> {
    const certificate = await this.ofEntitlement(entitlementId);
    if (!certificate) throw new CertificateUnknown();
    return certificate;
  }

  /** For anybody who has its number, as it is printed or without its dashes. @throws CertificateUnknown */
  async proven(number: string): Promise<ProvenCertificate> {
    const typed = number.toUpperCase().replaceAll(/[^0-9A-Z]/g, '').replace(/^SC/, '');
    if (!/^[0-9A-Z]{12}$/.test(typed)) throw new CertificateUnknown();
    const [certificate] = await this.database.read<ProvenCertificate>(byNumber, [`SC-${typed.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3')}`]);
    if (!certificate) throw new CertificateUnknown();
    return certificate;
  }
}
