import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@silkport/platform';

/** The marketplace's own account, from which bank files pay. */
export interface PayingAccount {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string;
}

/** For the demo only: the example IBAN of ISO 13616's registry for Germany, which no bank has given to anybody. */
const exampleAccount: PayingAccount = { holder: 'Silkport Demo', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' };

@Injectable()
export class PayoutAccount {
  /** Undefined where none is set: then no bank file can be made. */
  readonly account: PayingAccount | undefined;

  constructor(@Inject(CONFIG) config: Pick<Config, 'demo' | 'payoutAccount'>) {
    this.account = config.payoutAccount ?? (config.demo ? exampleAccount : undefined);
  }
}
