import { DomainError } from '@silkport/platform';

/** Letters, digits or the check character are not those of the country/region's register. */
export class RegistrationNumberInvalid extends DomainError {
  readonly code = 'clusters.registration_number_invalid';
  readonly status = 422;
}

/** Letters, digits or the check digit are not those of the country/region's tax numbers. */
export class TaxIdInvalid extends DomainError {
  readonly code = 'clusters.tax_id_invalid';
  readonly status = 422;
}

/** Only the owner of a merchant's team says what its invoices say of it. */
export class LegalFactsOwnerOnly extends DomainError {
  readonly code = 'clusters.legal_facts_owner_only';
  readonly status = 403;
}
