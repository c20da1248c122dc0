import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock, newId, type Locale, type Translated } from '@silkport/values';
import { noteAccess, type AccessClient } from '../entitlements/access-log.js';
import { lockActive } from '../entitlements/entitlement-access.js';
import { CertificateReads, type CertificateView } from './certificate-reads.js';
import { lessonsOf } from './course-outline.js';
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
// Looked at again under the lock: the seat may have gone to somebody else since it was asked for.
const write = statement('delivery.issue_certificate', `
  INSERT INTO delivery.certificates (id, number, entitlement_id, generation, product_id, course_version, learner_name, course_name, merchant_name, locale, issued_at)
  SELECT $1::uuid, $2, e.id, e.generation, $4::uuid, $5::int, $6, $7::jsonb, $8::jsonb, $9, $10::timestamptz FROM delivery.entitlements e
  WHERE e.id = $3 AND cardinality($11::uuid[]) = (
    SELECT count(*) FROM delivery.lesson_progress p WHERE p.entitlement_id = e.id AND p.generation = e.generation AND p.completed_at IS NOT NULL AND p.lesson_id = ANY ($11::uuid[]))
  ON CONFLICT (entitlement_id, generation) DO NOTHING RETURNING id`);

/** Certifies once for each holder of a seat that its course is completed, in the language that it is asked for in. */
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
      const [made] = await prepared(tx, write, [newId(), number, entitlementId, productId, course.version, learnerName, JSON.stringify(courseName), JSON.stringify(merchantName), locale, at, lessonsOf(course.modules).map(({ id }) => id)]);
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
