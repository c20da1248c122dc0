import type { Party } from '../documents/invoice-document.js';

export type Side = 'seller' | 'buyer';

/** @param mayNameVat not where the supply is outside the scope of tax (BR-O-02) */
export function ublParty(party: Party, side: Side, mayNameVat: boolean): object {
  const vatId = mayNameVat ? party.vatId : null;
  const [street, second, ...more] = party.addressLines;
  const legalId = party.registration ?? (side === 'buyer' ? party.taxId : null);
  return {
    'cac:Party': {
      ...(party.endpoint && { 'cbc:EndpointID': { '@schemeID': party.endpoint.scheme, '#': party.endpoint.id } }),
      ...(party.id && { 'cac:PartyIdentification': { 'cbc:ID': party.id } }),
      'cac:PartyName': { 'cbc:Name': party.name },
      'cac:PostalAddress': {
        ...(street && { 'cbc:StreetName': street }),
        ...(second && { 'cbc:AdditionalStreetName': second }),
        ...(party.city && { 'cbc:CityName': party.city }),
        ...(party.postalCode && { 'cbc:PostalZone': party.postalCode }),
        ...(party.region && { 'cbc:CountrySubentity': party.region }),
        ...(more.length && { 'cac:AddressLine': { 'cbc:Line': more.join(', ') } }),
        'cac:Country': { 'cbc:IdentificationCode': party.country },
      },
      'cac:PartyTaxScheme': [
        ...(vatId ? [{ 'cbc:CompanyID': vatId, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }] : []),
        ...(side === 'seller' && party.taxId ? [{ 'cbc:CompanyID': party.taxId, 'cac:TaxScheme': { 'cbc:ID': 'TAX' } }] : []),
      ],
      'cac:PartyLegalEntity': { 'cbc:RegistrationName': party.legalName ?? party.name, ...(legalId && { 'cbc:CompanyID': legalId }) },
    },
  };
}
