import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock, newId, type Locale, type Translated } from '@silkport/values';
import { noteAccess, type AccessClient } from '../entitlements/access-log.js';
import { lockActive } from '../entitlements/entitlement-access.js';
import { CertificateReads, type CertificateView } from './certificate-reads.js';
import { CourseReads } from './course-reads.js';
import { CourseNotCompleted } from './course.errors.js';

export interface CertificateWish {
  readonly entitlementId: string;
  readonly productId: string;
  /** As it is to be printed. */
  readonly learnerName: string;
  /** Of the course and of who gives it, as they were sold. */
  readonly courseName: Translated;
  readonly merchantName: Translated;
  readonly locale: Locale;
  readonly client: AccessClient;
}

/** Crockford's alphabet: no letter that is taken for a digit. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const write = statement('delivery.issue_certificate', `
  INSERT INTO delivery.certificates (id, number, entitlement_id, product_id, course_version, learner_name, course_name, merchant_name, locale, issued_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10) ON CONFLICT (entitlement_id) DO NOTHING RETURNING id`);

/** Certifies once for a seat that its course is completed, in the language that it is asked for in. */
@Injectable()
export class IssueCertificate {
  constructor(private readonly database: Database, private readonly courses: CourseReads, private readonly certificates: CertificateReads, private readonly clock: Clock) {}

  /** Asked for again, it is the first one whatever name is given. @throws CourseUnknown, CourseNotCompleted, AccessNotReady, AccessSuspended, AccessExpired */
  async run({ entitlementId, productId, learnerName, courseName, merchantName, locale, client }: CertificateWish): Promise<CertificateView> {
    const [{ isCompleted, course }, earlier] = await Promise.all([this.courses.progressOf({ id: entitlementId, productId }), this.certificates.ofEntitlement(entitlementId)]);
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockActive(tx, entitlementId, at);
      if (earlier) return;
      if (!isCompleted) throw new CourseNotCompleted();
      const number = certificateNumber();
      const [made] = await prepared(tx, write, [newId(), number, entitlementId, productId, course.version, learnerName, JSON.stringify(courseName), JSON.stringify(merchantName), locale, at]);
      if (made) await noteAccess(tx, { entitlementId, what: 'certificate_issued', subject: number, client }, at);
    });
    return this.certificates.require(entitlementId);
  }
}

/** Three groups of four letters: 60 bits. */
function certificateNumber(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `SC-${group()}-${group()}-${group()}`;
}
