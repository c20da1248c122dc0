import { isValidBIC, isValidIBAN } from 'ibantools';

/** The marketplace's own bank account, from which bank files pay merchants. */
export interface PayoutAccountConfig {
  readonly holder: string;
  readonly iban: string;
  readonly bic: string;
}

interface Reading { readonly text: (name: string) => string | undefined; readonly fault: (sentence: string) => void }

/** All three of PAYOUT_ACCOUNT_HOLDER, PAYOUT_ACCOUNT_IBAN and PAYOUT_ACCOUNT_BIC, or none: then no bank file can be made. */
export function payoutAccountConfig({ text, fault }: Reading): PayoutAccountConfig | undefined {
  const holder = text('PAYOUT_ACCOUNT_HOLDER');
  const iban = text('PAYOUT_ACCOUNT_IBAN')?.replaceAll(' ', '').toUpperCase();
  const bic = text('PAYOUT_ACCOUNT_BIC')?.toUpperCase();
  if (!holder && !iban && !bic) return undefined;
  if (!holder || !iban || !bic) fault('PAYOUT_ACCOUNT_HOLDER, PAYOUT_ACCOUNT_IBAN and PAYOUT_ACCOUNT_BIC belong together: set all three, or none.');
  if (iban && !isValidIBAN(iban)) fault('PAYOUT_ACCOUNT_IBAN is no IBAN: its length or its check digits are wrong.');
  if (bic && !isValidBIC(bic)) fault('PAYOUT_ACCOUNT_BIC is no BIC: eight or eleven characters.');
  return holder && iban && bic ? { holder, iban, bic } : undefined;
}
