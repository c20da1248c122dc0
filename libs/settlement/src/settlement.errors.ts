import { DomainError } from '@silkport/platform';

/** No pay-out of that id, or not the merchant's own. */
export class PayoutUnknown extends DomainError {
  readonly code = 'settlement.payout_unknown';
  readonly status = 404;
}

/** Only a pay-out that waits, or one that failed or was reversed and was not retried yet, can be tried again. */
export class PayoutNotRetryable extends DomainError {
  readonly code = 'settlement.payout_not_retryable';
  readonly status = 409;
}

/** A failed pay-out was to be tried again, but nothing is payable, no method is set, or the merchant is held. */
export class NothingToPayOut extends DomainError {
  readonly code = 'settlement.nothing_to_pay_out';
  readonly status = 409;
}

export class MerchantUnknown extends DomainError {
  readonly code = 'settlement.merchant_unknown';
  readonly status = 404;
}

/** Not in the table of currencies. */
export class TermsCurrencyUnknown extends DomainError {
  readonly code = 'settlement.currency_unknown';
  readonly status = 422;
}

/** The day does not fit the schedule: 0 for daily, 1 to 7 for weekly, 1 to 28 for monthly. */
export class ScheduleDayInvalid extends DomainError {
  readonly code = 'settlement.schedule_day_invalid';
  readonly status = 422;
}

/** More decimals than the currency has, or below zero. */
export class MinimumInvalid extends DomainError {
  readonly code = 'settlement.minimum_invalid';
  readonly status = 422;
}

/** ISO 13616: length, country/region or check digits are wrong. */
export class IbanInvalid extends DomainError {
  readonly code = 'settlement.iban_invalid';
  readonly status = 422;
}

/** ISO 9362: eight or eleven characters of a country/region that exists; of the account's own country/region. */
export class BicInvalid extends DomainError {
  readonly code = 'settlement.bic_invalid';
  readonly status = 422;
}

/** An account number where the country/region has IBANs, or a number that no bank of it gives. */
export class AccountNumberInvalid extends DomainError {
  readonly code = 'settlement.account_number_invalid';
  readonly status = 422;
}

/** The bank's number in China's payment system: twelve digits, the last one a check digit. */
export class CnapsCodeInvalid extends DomainError {
  readonly code = 'settlement.cnaps_code_invalid';
  readonly status = 422;
}

/** The payment provider sends no money to the merchant's country/region: a bank account is needed. */
export class ProviderDoesNotReach extends DomainError {
  readonly code = 'settlement.provider_does_not_reach';
  readonly status = 422;
}

/** Only the owner of a merchant's team says where its money goes. */
export class OwnerOnly extends DomainError {
  readonly code = 'settlement.owner_only';
  readonly status = 403;
}

export class BankFileUnknown extends DomainError {
  readonly code = 'settlement.bank_file_unknown';
  readonly status = 404;
}

/** Not a pain.002 message, too large, or with a document type declaration. */
export class StatusReportInvalid extends DomainError {
  readonly code = 'settlement.status_report_invalid';
  readonly status = 422;
}

/** The report answers another message than the file that it was sent for. */
export class StatusReportOfOtherFile extends DomainError {
  readonly code = 'settlement.status_report_of_other_file';
  readonly status = 422;
}

/** Not a calendar month such as `2026-07`, or one that is still to come. */
export class PeriodUnknown extends DomainError {
  readonly code = 'settlement.period_unknown';
  readonly status = 404;
}
