import { InvalidInput } from '@silkport/i18n';
import { DomainError } from '@silkport/platform';

export class ShipmentUnknown extends DomainError {
  readonly code = 'delivery.shipment_unknown';
  readonly status = 404;
}

/** Nothing of the line is left to be packed as often as was asked: packed, refunded, held by a dispute, or no parcel. */
export class NotToBePacked extends DomainError {
  readonly code = 'delivery.not_to_be_packed';
  readonly status = 409;
}

/** The shipment cannot go from its state to the one asked for, or one of its lines may not be sent. */
export class ShipmentMoveRefused extends DomainError {
  readonly code = 'delivery.shipment_move_refused';
  readonly status = 409;
}

/** Of a line that is in the box fewer pieces are wanted by now than were packed: it has to be packed anew. */
export class PackedTooMuch extends DomainError {
  readonly code = 'delivery.packed_too_much';
  readonly status = 409;
}

/** What customs or the carrier need is missing: each field that is. */
export class PaperIncomplete extends InvalidInput {
  override readonly code = 'delivery.paper_incomplete';
  override readonly status = 422;

  constructor(missing: readonly string[]) {
    super(missing.map((field) => ({ field, rule: 'isDefined', params: {} })));
  }
}
