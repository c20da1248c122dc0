import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@silkport/platform';
import type { Locale } from '@silkport/values';

/** Addresses of a merchant's own pages, for the mails to its owners. They open after signing in. */
@Injectable()
export class MerchantPages {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  money(locale: Locale): string {
    return `${this.config.publicUrl}/${locale}/merchant/money`;
  }

  /** Of the calendar month (UTC) in which something was posted. */
  statement(locale: Locale, postedAt: Date): string {
    return `${this.config.publicUrl}/${locale}/merchant/statements/${postedAt.toISOString().slice(0, 7)}`;
  }
}
