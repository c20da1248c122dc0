import type { ProvenCertificate } from '@silkport/delivery';
import { Field } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

/** Whether a certificate is real: the name, the course and the day, and nothing else. */
export function CertificatePage({ visitor, typed, certificate }: { visitor: Visitor; typed: string; certificate: ProvenCertificate | undefined }) {
  return (
    <section class="wrap narrow buying">
      <h1>{visitor.t('course.check_title')}</h1>
      {certificate ? (
        <div class="sheet">
          <p class="done"><Icon name="check" /> {visitor.t('course.check_valid')}</p>
          <dl class="facts">
            <div><dt>{visitor.t('course.check_name')}</dt><dd><bdi>{certificate.learnerName}</bdi></dd></div>
            <div><dt>{visitor.t('course.check_course')}</dt><dd><Words of={certificate.courseName} visitor={visitor} /></dd></div>
            <div><dt>{visitor.t('course.check_date')}</dt><dd>{visitor.date(certificate.issuedAt, { dateStyle: 'long', timeZone: 'UTC' })}</dd></div>
          </dl>
        </div>
      ) : null}
      {typed && !certificate ? <p class="notice notice-wrong" role="alert">{visitor.say('delivery.certificate_unknown')}</p> : null}
      <form method="get" action={visitor.link('/certificates')}>
        <Field name="number" label={visitor.t('course.check_number')} value={typed} maxLength={60} required />
        <button class="button quiet-button" type="submit">{visitor.t('course.check')}</button>
      </form>
    </section>
  );
}
