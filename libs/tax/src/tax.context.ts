import type { Context } from '@silkport/platform';
import { EvidenceAccess, KeptLocationEvidence } from './place/location-evidence.entity.js';
import { CreateTax1764000000110 } from './migrations/1764000000110-create-tax.js';
import { JudgePlaces1764000000111 } from './migrations/1764000000111-judge-places.js';
import { PlaceJudgement } from './place/place-judgement.entity.js';
import { TaxLiability, TurnoverShare } from './thresholds/turnover.entity.js';

export const taxContext: Context = {
  name: 'tax',
  entities: [KeptLocationEvidence, EvidenceAccess, PlaceJudgement, TurnoverShare, TaxLiability],
  migrations: [CreateTax1764000000110, JudgePlaces1764000000111],
  locales: new URL('./locales/', import.meta.url),
};
