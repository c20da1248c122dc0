import { Inject, Injectable } from '@nestjs/common';
import { renderPdf } from '@silkport/documents';
import { formatDate, Phrases } from '@silkport/i18n';
import { CONFIG, type Config } from '@silkport/platform';
import { translation } from '@silkport/values';
import type { CertificateView } from './certificate-reads.js';

/** A certificate on paper, in the learner's language; of frozen words, so its bytes are the same each time. */
@Injectable()
export class RenderCertificate {
  constructor(private readonly phrases: Phrases, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  run({ number, learnerName, courseName, merchantName, locale, issuedAt }: CertificateView): Promise<Buffer> {
    const say = (key: string, params: Record<string, string> = {}) => this.phrases.say(locale, `delivery.certificate.${key}`, params);
    const course = translation(courseName, locale).text;
    const maker = translation(merchantName, locale).text;
    return renderPdf({
      locale, title: `${say('title')}: ${course}`, createdAt: issuedAt, footer: say('footer', { number }),
      blocks: [
        { kind: 'title', text: say('title') },
        { kind: 'text', text: say('lead') },
        { kind: 'title', text: learnerName },
        { kind: 'text', text: say('completed') },
        { kind: 'heading', text: course },
        { kind: 'text', text: say('given_by', { maker }) },
        { kind: 'facts', facts: [{ label: say('date'), value: formatDate(issuedAt, locale, { dateStyle: 'long', timeZone: 'UTC' }) }, { label: say('number'), value: number }] },
        { kind: 'note', text: say('verify', { address: `${this.config.publicUrl}/${locale}/certificates/${number}` }) },
      ],
    });
  }
}
