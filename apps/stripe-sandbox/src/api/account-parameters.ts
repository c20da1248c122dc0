import { invalidRequest } from '../http/stripe-error.js';
import { anyObject } from '../parameters/any-object.js';
import { address, metadata } from '../parameters/collections.js';
import { object, required, type Parameter, type Read } from '../parameters/parameter.js';
import { email, flag, integer, oneOf, text, webAddress } from '../parameters/values.js';

const capability = object({ requested: required(flag()) });

/** `object` says what it is, and may be left out only for a token, which the sandbox has none of. */
const bankAccountParameters = {
  object: oneOf('bank_account'), country: required(text(2)), currency: required(text(3)), account_number: required(text(40)), routing_number: text(20),
  account_holder_name: text(256), account_holder_type: oneOf('company', 'individual'), account_type: text(20),
};

export const bankAccount: Parameter<Read<typeof bankAccountParameters>> = {
  read(value, name) {
    if (typeof value !== 'string') return object(bankAccountParameters).read(value, name);
    throw invalidRequest(`No such token: '${value}'`, { code: 'resource_missing', param: name });
  },
};

/** What `POST /v1/accounts/:id` takes; the rest of Stripe's parameters is refused as unknown. */
export const accountUpdateParameters = {
  business_profile: object({
    mcc: text(4), name: text(), product_description: text(), support_address: address(), support_email: email(), support_phone: text(), support_url: webAddress(), url: webAddress(),
  }),
  business_type: oneOf('company', 'government_entity', 'individual', 'non_profit'),
  capabilities: object({ card_payments: capability, transfers: capability }),
  company: anyObject(), default_currency: text(3), email: email(), external_account: bankAccount, individual: anyObject(), metadata: metadata(),
  settings: object({
    payouts: object({ debit_negative_balances: flag(), schedule: object({ interval: oneOf('manual') }), statement_descriptor: text(22) }),
  }),
  tos_acceptance: object({ date: integer(), ip: text(45), user_agent: text(), service_agreement: oneOf('full', 'recipient') }),
};

export const accountParameters = {
  ...accountUpdateParameters,
  controller: object({
    fees: object({ payer: required(oneOf('account', 'application')) }),
    losses: object({ payments: required(oneOf('application', 'stripe')) }),
    requirement_collection: oneOf('application', 'stripe'),
    stripe_dashboard: object({ type: oneOf('express', 'full', 'none') }),
  }),
  country: text(2),
  type: oneOf('custom', 'express', 'standard'),
};

export type AccountUpdate = Read<typeof accountUpdateParameters>;
export type AccountParameters = Read<typeof accountParameters>;
