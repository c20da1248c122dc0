import { parseForm } from '../http/parse-form.js';
import type { StripeErrorBody } from '../http/stripe-error.js';
import { fieldNames, type FieldValues } from './card-form.js';
import type { PageMessages } from './messages/page-messages.js';

export function readValues(body: unknown): FieldValues {
  const form = parseForm(typeof body === 'string' ? body : '');
  return Object.fromEntries(fieldNames.map((name) => [name, typeof form[name] === 'string' ? form[name] : '']));
}

/** What a page that the bank has led back to says. */
export function failedWord(failed: string | undefined): keyof PageMessages['declines'] | undefined {
  if (failed === undefined) return undefined;
  return failed === 'authentication' ? 'authentication' : 'generic';
}

/** The words for what the bank said. */
export function declineWord(error: StripeErrorBody | undefined): keyof PageMessages['declines'] {
  const words: Record<string, keyof PageMessages['declines']> = {
    insufficient_funds: 'insufficient', expired_card: 'expired', incorrect_cvc: 'cvc', processing_error: 'processing', payment_intent_authentication_failure: 'authentication',
  };
  return words[error?.decline_code ?? error?.code ?? ''] ?? 'generic';
}
