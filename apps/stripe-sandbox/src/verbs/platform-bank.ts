import type Stripe from 'stripe';
import { newBankAccount } from '../objects/bank-account.js';
import type { Call } from '../world.js';

const holder = 'acct_3SandboxPlatform';

/** The platform's bank account of a currency; there is one for each from the first payout on. */
export function platformBank(call: Call, currency: string): Stripe.BankAccount {
  const present = call.resources.ofPaymentIntent('bank_account', `bank_of_platform_${currency}`)[0];
  if (present) return present;
  const bank = newBankAccount({
    account: holder, number: '000123456789', routingNumber: '110000000', country: 'US', currency, holderName: call.merchantName, holderType: 'company', isDefault: true, metadata: {},
  });
  call.resources.insert('bank_account', bank, { paymentIntent: `bank_of_platform_${currency}`, createdAt: call.clock.nowSeconds() }, {});
  return bank;
}
