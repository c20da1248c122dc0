import type { Context } from '@silkport/platform';
import { EvidenceAccess, KeptLocationEvidence } from './location-evidence.entity.js';
import { CreateTax1764000000110 } from './migrations/1764000000110-create-tax.js';
import { TaxLiability, TurnoverShare } from './turnover.entity.js';

export const taxContext: Context = {
  name: 'tax',
  entities: [KeptLocationEvidence, EvidenceAccess, TurnoverShare, TaxLiability],
  migrations: [CreateTax1764000000110],
  locales: new URL('./locales/', import.meta.url),
};
