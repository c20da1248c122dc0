import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess, type AccessClient } from '../entitlements/access-log.js';
import { lockActive } from '../entitlements/entitlement-access.js';
import { commissionLimits, type BriefQuestion } from './commission-plan.js';
import { BriefGiven, BriefRefused, NoRoundLeft } from './commission.errors.js';
import { briefWasGiven } from './commission.events.js';
import { lockCommission, lockMilestone, moveMilestone, type LockedCommission, type LockedMilestone } from './move-milestone.js';

export interface BuyerAct { readonly entitlementId: string; readonly milestoneId: string; readonly words?: string; readonly client: AccessClient }

const questionsOf = statement('delivery.brief_questions', 'SELECT questions FROM delivery.commissions WHERE entitlement_id = $1');
const briefOf = statement('delivery.brief', 'SELECT answers FROM delivery.commissions WHERE entitlement_id = $1');
const giveBrief = statement('delivery.give_brief', 'UPDATE delivery.commissions SET answers = $2::jsonb, brief_given_at = $3 WHERE entitlement_id = $1');

/** What a buyer does about work that was bought: tells what is wanted, accepts a part, asks for changes, or disputes it. */
@Injectable()
export class BuyerActs {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** Work begins by it, so it is given once; the same again changes nothing. @throws CommissionUnknown, BriefRefused, BriefGiven, AccessNotReady, AccessSuspended, AccessExpired */
  async brief(entitlementId: string, answers: Readonly<Record<string, string>>, client: AccessClient): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockActive(tx, entitlementId, at);
      const { orderId, orderLineId: lineId, merchantId, briefGivenAt } = await lockCommission(tx, entitlementId);
      const given = await answersTo(tx, entitlementId, answers);
      if (briefGivenAt) {
        const [earlier] = await prepared<{ answers: object }>(tx, briefOf, [entitlementId]);
        if (isDeepStrictEqual(earlier?.answers, given)) return;
        throw new BriefGiven();
      }
      await prepared(tx, giveBrief, [entitlementId, JSON.stringify(given), at]);
      await noteAccess(tx, { entitlementId, what: 'brief_given', client }, at);
      await this.outbox.publish(tx, briefWasGiven, { orderId, lineId, entitlementId, merchantId });
    });
  }

  /** Its share of the price goes to the merchant. What is accepted stays so. @throws CommissionUnknown, MilestoneUnknown, MilestoneActRefused, AccessNotReady, AccessSuspended, AccessExpired */
  async accept(act: BuyerAct): Promise<void> {
    await this.act(act, async (tx, held, at) => {
      if (held.milestone.state === 'accepted') return;
      await moveMilestone(tx, this.outbox, held, { kind: 'accepted', author: 'buyer', words: '', at });
      await noteAccess(tx, { entitlementId: act.entitlementId, what: 'milestone_accepted', subject: nameOf(held.milestone), client: act.client }, at);
    });
  }

  /** Asked again before they are made, it is one round. @throws as `accept`, NoRoundLeft */
  async askForChanges(act: BuyerAct & { readonly words: string }): Promise<void> {
    await this.act(act, async (tx, held, at) => {
      if (held.milestone.state === 'changes_asked') return;
      if (held.milestone.state === 'handed_over' && held.milestone.roundsUsed >= held.work.changeRounds) throw new NoRoundLeft();
      await moveMilestone(tx, this.outbox, held, { kind: 'changes_asked', author: 'buyer', words: act.words, at });
    });
  }

  /** An admin decides whose its share is. @throws as `accept` */
  async dispute(act: BuyerAct & { readonly words: string }): Promise<void> {
    await this.act(act, async (tx, held, at) => {
      if (held.milestone.state === 'disputed') return;
      await moveMilestone(tx, this.outbox, held, { kind: 'disputed', author: 'buyer', words: act.words, at });
    });
  }

  private async act({ entitlementId, milestoneId }: BuyerAct, work: (tx: Tx, held: { work: LockedCommission; milestone: LockedMilestone }, at: Date) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockActive(tx, entitlementId, at);
      const held = await lockCommission(tx, entitlementId);
      await work(tx, { work: held, milestone: await lockMilestone(tx, milestoneId, entitlementId) }, at);
    });
  }
}

export function nameOf({ name }: Pick<LockedMilestone, 'name'>): string {
  return name.en ?? Object.values(name)[0] ?? '';
}

/** @throws BriefRefused */
async function answersTo(tx: Tx, entitlementId: string, answers: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const [{ questions } = { questions: [] }] = await prepared<{ questions: BriefQuestion[] }>(tx, questionsOf, [entitlementId]);
  const stranger = Object.keys(answers).find((id) => !questions.some((question) => question.id === id));
  if (stranger !== undefined) throw new BriefRefused({}, stranger);
  return Object.fromEntries(questions.flatMap(({ id, isRequired }) => {
    const text = (answers[id] ?? '').replaceAll('\0', '').trim();
    if ((isRequired && !text) || text.length > commissionLimits.textCharacters) throw new BriefRefused({}, id);
    return text ? [[id, text]] : [];
  }));
}
