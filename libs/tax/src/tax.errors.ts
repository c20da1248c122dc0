import { DomainError } from '@silkport/platform';

/** The typed tax id is not one of the country/region: its letters and digits, or its check digit, are wrong. */
export class TaxIdShapeInvalid extends DomainError {
  readonly code = 'tax.tax_id_shape_invalid';
  readonly status = 400;

  /** @param example name of the number in that country/region: `VAT number`, `BIN / IIN` */
  constructor(country: string, example: string) {
    super({ country, name: example }, 'taxId');
  }
}

/** A look at evidence of where a buyer lives needs a stated purpose. */
export class PurposeMissing extends DomainError {
  readonly code = 'tax.purpose_missing';
  readonly status = 400;
}

/** Nothing is kept under this order: it is not paid yet, or is none of ours. */
export class EvidenceUnknown extends DomainError {
  readonly code = 'tax.evidence_unknown';
  readonly status = 404;
}
