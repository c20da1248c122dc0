import { invalidRequest } from '../http/stripe-error.js';

/** Stripe's published test numbers that payouts fail at, without leading zeros; any other number is paid. */
const failingNumbers: Readonly<Record<string, string>> = {
  '111111116': 'no_account', '111111113': 'account_closed', '222222227': 'insufficient_funds', '333333335': 'debit_not_authorized', '444444440': 'invalid_currency',
  '11111116': 'no_account', '11111113': 'account_closed', '22222227': 'insufficient_funds', '33333335': 'debit_not_authorized', '44444440': 'invalid_currency',
};
const failingIbanEnds: Readonly<Record<string, string>> = {
  '532013001': 'no_account', '532013002': 'account_closed', '532013003': 'insufficient_funds', '532013004': 'debit_not_authorized', '532013005': 'invalid_currency',
};
const isIbanShape = (number: string): boolean => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number);

export function plainBankNumber(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase();
}

/** What becomes of a payout to this account; nothing where it arrives. */
export function payoutFailure(number: string): string | undefined {
  return isIbanShape(number) ? failingIbanEnds[number.slice(-9)] : failingNumbers[number.replace(/^0+/, '')];
}

/** 400 unless the number, and in the US the routing number, could be one. Stripe's failing IBANs have no true check digits and pass. */
export function checkBankNumber(number: string, routingNumber: string | null, country: string, param: string): void {
  if (!isBankNumber(number)) throw invalidRequest('Invalid account number: it must contain 4 to 34 letters and digits.', { code: 'account_number_invalid', param: `${param}[account_number]` });
  if (isIbanShape(number) && !payoutFailure(number) && !isIban(number)) throw invalidRequest('You must use a valid IBAN.', { code: 'account_number_invalid', param: `${param}[account_number]` });
  if (country !== 'US') return;
  if (routingNumber === null) throw invalidRequest(`Missing required param: ${param}[routing_number].`, { code: 'parameter_missing', param: `${param}[routing_number]` });
  if (!isUsRouting(routingNumber)) throw invalidRequest(`Invalid routing number for US: ${routingNumber}.`, { code: 'routing_number_invalid', param: `${param}[routing_number]` });
}

export function isBankNumber(number: string): boolean {
  return /^[A-Z0-9]{4,34}$/.test(number);
}

/** ISO 13616: letters count as 10 to 35, and the whole, rearranged, leaves 1 when divided by 97. */
export function isIban(number: string): boolean {
  const digits = [...(number.slice(4) + number.slice(0, 4))].map((character) => Number.parseInt(character, 36)).join('');
  return isIbanShape(number) && BigInt(digits) % 97n === 1n;
}

/** ABA: the digits weighted 3, 7, 1 in turn add up to a multiple of ten. */
export function isUsRouting(number: string): boolean {
  if (!/^\d{9}$/.test(number)) return false;
  return [...number].reduce((sum, digit, index) => sum + Number(digit) * [3, 7, 1][index % 3]!, 0) % 10 === 0;
}
