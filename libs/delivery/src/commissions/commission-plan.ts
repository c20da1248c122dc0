import { locales, type Translated } from '@silkport/values';
import { CommissionPlanRefused } from './commission.errors.js';

/** What a buyer is asked before work begins. */
export interface BriefQuestion { readonly id: string; readonly label: Translated; readonly isRequired: boolean }

/** A part of the work with its share of the price. */
export interface PlannedMilestone {
  readonly name: Translated;
  /** Of ten thousand: 2500 is a quarter. */
  readonly shareBasisPoints: number;
  /** After the brief. */
  readonly dueDays: number;
}

export interface CommissionPlanView {
  readonly questions: readonly BriefQuestion[];
  readonly milestones: readonly PlannedMilestone[];
  /** After how many days what was handed over counts as accepted where the buyer says nothing. */
  readonly acceptDays: number;
  /** How often a buyer may ask for changes, for each milestone. */
  readonly changeRounds: number;
}

export const wholeBasisPoints = 10_000;
/** `buyerFiles` with one thing that is said, `waitingFiles` that were sent and given with nothing. */
export const commissionLimits = { milestones: 20, questions: 30, textCharacters: 5_000, files: 20, buyerFiles: 10, waitingFiles: 30 } as const;

/** @throws CommissionPlanRefused */
export function refuseUnworkable({ questions, milestones, acceptDays, changeRounds }: CommissionPlanView): void {
  const sum = milestones.reduce((total, { shareBasisPoints }) => total + shareBasisPoints, 0);
  const areShares = milestones.every(({ shareBasisPoints }) => Number.isInteger(shareBasisPoints) && shareBasisPoints > 0);
  if (!milestones.length || milestones.length > commissionLimits.milestones || !areShares || sum !== wholeBasisPoints) throw new CommissionPlanRefused({}, 'milestones');
  if (milestones.some(({ name, dueDays }) => !isWritten(name) || !isWithin(dueDays, 1, 730))) throw new CommissionPlanRefused({}, 'milestones');
  const ids = new Set(questions.map(({ id }) => id));
  if (questions.length > commissionLimits.questions || ids.size < questions.length || questions.some(({ id, label }) => !/^[a-z0-9_-]{1,40}$/.test(id) || !isWritten(label))) throw new CommissionPlanRefused({}, 'questions');
  if (!isWithin(acceptDays, 3, 90)) throw new CommissionPlanRefused({}, 'acceptDays');
  if (!isWithin(changeRounds, 0, 20)) throw new CommissionPlanRefused({}, 'changeRounds');
}

/** The span of the whole that each milestone is, in order: they touch, so that what is computed of their ends sums to the whole. */
export function spansOf(milestones: readonly Pick<PlannedMilestone, 'shareBasisPoints'>[]): { readonly from: number; readonly to: number }[] {
  let from = 0;
  return milestones.map(({ shareBasisPoints }) => {
    const span = { from, to: from + shareBasisPoints };
    from = span.to;
    return span;
  });
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isWritten(text: Translated): boolean {
  const texts = Object.entries(text);
  return texts.length > 0 && texts.every(([locale, words]) => (locales as readonly string[]).includes(locale) && words.trim() !== '' && words.length <= 300 && !/\p{Cc}/u.test(words));
}
