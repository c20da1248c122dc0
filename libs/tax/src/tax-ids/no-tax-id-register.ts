import { marketTax } from '@silkport/markets';
import { TaxIdRegister, type RegisterStatus } from './tax-id-register.js';

/**
 * No register is connected: a number is checked by its form alone. Where real money is charged that is not enough in the European Union, whose law wants
 * the number confirmed (Reg. 282/2011 art. 18): there the buyer stays a consumer.
 */
export class NoTaxIdRegister extends TaxIdRegister {
  constructor(private readonly isMoneyReal: boolean) {
    super();
  }

  check(country: string): Promise<RegisterStatus> {
    return Promise.resolve(this.isMoneyReal && marketTax(country)?.scheme === 'eu-vat-digital' ? 'unavailable' : 'unverified');
  }
}
