import { countrySpecs, electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';
import { AccountNumberInvalid, BicInvalid, CnapsCodeInvalid, IbanInvalid } from '../settlement.errors.js';

/** A bank account as a merchant gives it. */
export interface WantedBankAccount {
  /** As the bank knows it, in any script. */
  readonly holderName: string;
  readonly iban?: string | undefined;
  /** Where the country/region has no IBAN, with `country`. */
  readonly accountNumber?: string | undefined;
  readonly country?: string | undefined;
  /** BIC, or in China the bank's twelve digits in CNAPS. */
  readonly bankCode: string;
  readonly bankName?: string | undefined;
}

export interface BankAccount {
  readonly country: string;
  readonly holderName: string;
  readonly iban: string | null;
  readonly accountNumber: string | null;
  readonly bankCode: string;
  readonly bankName: string | null;
}

/**
 * Checked and without blanks. ISO 13616 for IBANs (length, structure, check digits and the country's own), ISO 9362 for BICs; China has no IBAN
 * and its banks are named by the twelve digits of CNAPS. @throws IbanInvalid @throws AccountNumberInvalid @throws BicInvalid @throws CnapsCodeInvalid
 */
export function checkedBankAccount({ holderName, iban, accountNumber, country, bankCode, bankName }: WantedBankAccount): BankAccount {
  const code = withoutBlanks(bankCode);
  const named = { holderName: holderName.trim(), bankName: bankName?.trim() ?? null };
  if (iban !== undefined) {
    const compact = electronicFormatIBAN(iban) ?? '';
    if (accountNumber !== undefined || !isValidIBAN(compact)) throw new IbanInvalid({}, 'iban');
    return { ...named, country: compact.slice(0, 2), iban: compact, accountNumber: null, bankCode: checkedBic(code) };
  }
  const number = withoutBlanks(accountNumber ?? '');
  if (country === undefined || hasIbans(country) || !(country === 'CN' ? /^\d{8,30}$/ : /^[0-9A-Z]{4,34}$/).test(number)) throw new AccountNumberInvalid({}, 'accountNumber');
  if (country === 'CN' && !/^\d{12}$/.test(code)) throw new CnapsCodeInvalid({}, 'bankCode');
  return { ...named, country, iban: null, accountNumber: number, bankCode: country === 'CN' ? code : checkedBic(code) };
}

/** The last four characters are enough to tell one account from another; the whole is shown to nobody. */
export function maskedAccount(account: string): string {
  return `•••• ${account.slice(-4)}`;
}

function checkedBic(code: string): string {
  if (!isValidBIC(code)) throw new BicInvalid({}, 'bankCode');
  return code;
}

/** In the registry of ISO 13616. */
function hasIbans(country: string): boolean {
  return countrySpecs[country]?.IBANRegistry === true;
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/[\s-]/g, '').toUpperCase();
}
