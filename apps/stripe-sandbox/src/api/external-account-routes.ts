import type Stripe from 'stripe';
import { invalidRequest, resourceMissing } from '../http/stripe-error.js';
import { mergedMetadata, metadata, newMetadata } from '../parameters/collections.js';
import { required } from '../parameters/parameter.js';
import { flag, oneOf, text } from '../parameters/values.js';
import { addBankAccount, makeDefault } from '../verbs/add-bank-account.js';
import { hiddenAccount, saveAccount } from '../verbs/assess-account.js';
import { recordEvent } from '../webhooks/record-event.js';
import { inAccount, type Call } from '../world.js';
import { bankAccount } from './account-parameters.js';
import { ownAccount } from './account-routes.js';
import { pageOf, pageParameters } from './cursor-list.js';
import { route } from './route.js';

const path = '/v1/accounts/:id/external_accounts';

export const externalAccountRoutes = [
  route({
    method: 'POST', path, parameters: { external_account: required(bankAccount), default_for_currency: flag(), metadata: metadata() },
    run: (call, given, id) => changed(call, id, (account) =>
      addBankAccount(call, account, { ...given.external_account, default_for_currency: given.default_for_currency, metadata: newMetadata(given.metadata) })),
  }),
  route({
    method: 'GET', path, parameters: { ...pageParameters, object: oneOf('bank_account', 'card') },
    run: (call, given, id) => pageOf(call.resources.ofAccount('bank_account', ownAccount(call, id).id).filter(() => given.object !== 'card'), given, `/v1/accounts/${id}/external_accounts`),
  }),
  route({ method: 'GET', path: `${path}/:sub`, parameters: {}, run: (call, _given, id, sub) => bankOf(call, ownAccount(call, id).id, sub) }),
  route({
    method: 'POST', path: `${path}/:sub`, parameters: { default_for_currency: flag(), metadata: metadata(), account_holder_name: text(256), account_holder_type: oneOf('company', 'individual') },
    run: (call, given, id, sub) => changed(call, id, () => {
      const bank = bankOf(call, id, sub);
      bank.metadata = mergedMetadata(bank.metadata ?? {}, given.metadata);
      bank.account_holder_name = given.account_holder_name ?? bank.account_holder_name;
      bank.account_holder_type = given.account_holder_type ?? bank.account_holder_type;
      if (given.default_for_currency) makeDefault(call, bank);
      call.resources.save('bank_account', bank);
      recordEvent(inAccount(call, id), 'account.external_account.updated', bank);
      return bank;
    }),
  }),
  route({
    method: 'DELETE', path: `${path}/:sub`, parameters: {},
    run: (call, _given, id, sub) => changed(call, id, (account) => {
      const bank = bankOf(call, id, sub);
      const isLast = (account.external_accounts?.data.length ?? 0) === 1;
      if (bank.default_for_currency && !isLast) throw invalidRequest('You cannot delete the default external account for your default currency. Please make another external account the default using the `default_for_currency` param, and then delete this one.');
      call.resources.remove(bank.id);
      recordEvent(inAccount(call, id), 'account.external_account.deleted', bank);
      return { id: bank.id, object: 'bank_account', currency: bank.currency, deleted: true };
    }),
  }),
];

/** Does something to the bank accounts of an account, then judges the account anew. */
function changed<T>(call: Call, id: string, work: (account: Stripe.Account) => T): T {
  const account = ownAccount(call, id);
  const previous = structuredClone(account);
  const result = work(account);
  saveAccount(call, account, hiddenAccount(call, id), previous);
  return result;
}

function bankOf(call: Call, account: string, id: string): Stripe.BankAccount {
  const bank = call.resources.find('bank_account', id);
  if (!bank || bank.account !== account) throw resourceMissing('external account', id, 'id');
  return bank;
}
