import { passesLuhn, plainDigits } from '../cards/card-number.js';
import { findTestCard, type TestCard } from '../cards/test-cards.js';
import type { CardEntry } from '../verbs/pay-session.js';
import { isRegion } from './regions.js';
import type { PageMessages } from './messages/page-messages.js';

export const fieldNames = ['email', 'card_number', 'card_expiry', 'card_cvc', 'name', 'country'] as const;
export type FieldName = (typeof fieldNames)[number];
export type FieldErrors = Partial<Record<FieldName, keyof PageMessages['errors']>>;
export type FieldValues = Partial<Record<FieldName, string>>;

export type CardForm = { errors: FieldErrors } | { entry: CardEntry };

export interface FormTerms {
  /** The e-mail address that the session has brought along; undefined where the page asks for none. */
  fixedEmail: string | null | undefined;
  /** False for a trial that begins without a card: only the e-mail address is asked for then. */
  needsCard: boolean;
  nowMs: number;
}

/** Reads the form of the payment page: an entry that can be charged, or what is wrong at which field. */
export function readCardForm(values: FieldValues, { fixedEmail, needsCard, nowMs }: FormTerms): CardForm {
  const errors: FieldErrors = {};
  const email = fixedEmail ?? (values.email ?? '').trim();
  if (!email && fixedEmail !== undefined) errors.email = 'emailMissing';
  else if (email && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email)) errors.email = 'emailInvalid';
  if (!needsCard) return errors.email ? { errors } : { entry: { card: null, expMonth: 0, expYear: 0, email, name: null, country: null } };
  const number = readNumber(plainDigits(values.card_number ?? ''));
  if (typeof number === 'string') errors.card_number = number;
  const expiry = readExpiry(values.card_expiry ?? '', nowMs);
  if (typeof expiry === 'string') errors.card_expiry = expiry;
  const cvcLength = typeof number === 'object' && number.brand === 'amex' ? 4 : 3;
  if (!new RegExp(`^\\d{${cvcLength}}$`).test(plainDigits(values.card_cvc ?? ''))) errors.card_cvc = 'cvcInvalid';
  const name = (values.name ?? '').trim().slice(0, 256);
  if (!name) errors.name = 'nameMissing';
  const country = values.country ?? '';
  if (!isRegion(country)) errors.country = 'countryMissing';
  if (typeof number === 'string' || typeof expiry === 'string' || Object.keys(errors).length > 0) return { errors };
  return { entry: { card: number, expMonth: expiry.month, expYear: expiry.year, email, name, country } };
}

function readNumber(digits: string): TestCard | 'numberMissing' | 'numberInvalid' | 'numberNotTest' {
  if (!digits) return 'numberMissing';
  if (!/^\d{12,19}$/.test(digits) || !passesLuhn(digits)) return 'numberInvalid';
  return findTestCard(digits) ?? 'numberNotTest';
}

function readExpiry(typed: string, nowMs: number): { month: number; year: number } | 'expiryInvalid' | 'expiryPast' {
  const match = /^(\d{1,2})\/?(\d{2}|\d{4})$/.exec(plainDigits(typed));
  const month = Number(match?.[1]);
  if (!match || month < 1 || month > 12) return 'expiryInvalid';
  const year = Number(match[2]) % 100 + 2000;
  return Date.UTC(year, month) <= nowMs ? 'expiryPast' : { month, year };
}
