import { isBankNumber, isIban, isUsRouting, payoutFailure, plainBankNumber } from '../../money/bank-numbers.js';
import { minimumAmounts } from '../../money/minimum-amounts.js';
import type { OnboardingEntry } from '../../verbs/complete-onboarding.js';
import { isRegion } from '../regions.js';
import type { OnboardingError } from './onboarding-words.js';

export const onboardingFields = ['holder_type', 'holder_name', 'id_number', 'country', 'currency', 'routing_number', 'account_number', 'accept'] as const;
export type OnboardingField = (typeof onboardingFields)[number];
export type OnboardingValues = Partial<Record<OnboardingField, string>>;
export type OnboardingErrors = Partial<Record<OnboardingField, OnboardingError>>;
export type OnboardingForm = { errors: OnboardingErrors } | { entry: Omit<OnboardingEntry, 'ip' | 'userAgent'> };

/** Reads the form of the onboarding page: what is wrong at which field, or an entry that the account can be completed with. */
export function readOnboardingForm(values: OnboardingValues): OnboardingForm {
  const errors: OnboardingErrors = {};
  const given = (name: OnboardingField): string => (values[name] ?? '').trim();
  const [country, currency] = [given('country'), given('currency').toLowerCase()];
  const [routingNumber, accountNumber] = [plainBankNumber(given('routing_number')), plainBankNumber(given('account_number'))];
  if (!given('holder_name')) errors.holder_name = 'holderMissing';
  if (!isRegion(country)) errors.country = 'countryMissing';
  if (!Object.hasOwn(minimumAmounts, currency)) errors.currency = 'currencyInvalid';
  if (country === 'US' && !isUsRouting(routingNumber)) errors.routing_number = 'routingInvalid';
  if (!accountNumber) errors.account_number = 'accountMissing';
  else if (!isValidNumber(accountNumber)) errors.account_number = 'accountInvalid';
  if (values.accept !== 'yes') errors.accept = 'acceptMissing';
  if (Object.keys(errors).length > 0) return { errors };
  return {
    entry: {
      holderName: given('holder_name').slice(0, 256), holderType: given('holder_type') === 'individual' ? 'individual' : 'company', country, currency,
      routingNumber: routingNumber || null, accountNumber, idNumber: given('id_number') || null,
    },
  };
}

function isValidNumber(number: string): boolean {
  const isIbanLike = /^[A-Z]{2}\d{2}/.test(number);
  return isBankNumber(number) && (!isIbanLike || isIban(number) || payoutFailure(number) !== undefined);
}
