import type { OperatorConfig } from '@silkport/platform';
import type { Endpoint } from '../documents/invoice-document.js';

/** Schemes whose identifiers are a country's numbers for value added tax. Source: OpenPeppol, code list of participant identifier schemes. */
const vatSchemes: Readonly<Record<string, string>> = {
  AL: '9923', AT: '9914', BA: '9924', BE: '9925', BG: '9926', CH: '9927', CY: '9928', CZ: '9929', DE: '9930', EE: '9931', EL: '9933', ES: '9920', FR: '9957', GB: '9932', HR: '9934', HU: '9910', IE: '9935',
  LI: '9936', LT: '9937', LU: '9938', LV: '9939', MC: '9940', ME: '9941', MK: '9942', MT: '9943', NL: '9944', PL: '9945', PT: '9946', RO: '9947', RS: '9948', SI: '9949', SK: '9950', SM: '9951', TR: '9952',
};

/** The address that follows from a tax number, where its country's numbers are a scheme of the network. */
export function vatEndpoint(vatId: string | null | undefined): Endpoint | null {
  const scheme = vatId ? vatSchemes[vatId.slice(0, 2)] : undefined;
  return scheme && vatId ? { scheme, id: vatId } : null;
}

/** The operator's own: as it was set, by its tax number, or its e-mail address, which EN 16931 takes and Peppol does not. */
export function operatorEndpoint({ peppolId, vatId, email }: OperatorConfig): Endpoint {
  const [scheme, ...id] = peppolId?.split(':') ?? [];
  return scheme ? { scheme, id: id.join(':') } : vatEndpoint(vatId) ?? { scheme: 'EM', id: email };
}
