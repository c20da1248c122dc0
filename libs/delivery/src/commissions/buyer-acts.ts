import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess, type AccessClient } from '../entitlements/access-log.js';
import { commissionLimits, type BriefQuestion } from './commission-plan.js';
import { BriefGiven, BriefRefused, HandOverOutdated, MilestoneActRefused, NoRoundLeft } from './commission.errors.js';
import { briefFilesAdded, briefWasGiven } from './commission.events.js';
import { addBriefFiles, areBriefFiles, giveBuyerFiles } from './give-buyer-files.js';
import { lockWork } from './lock-work.js';
import { lockCommission, lockMilestone, moveMilestone, type LockedCommission, type LockedMilestone } from './move-milestone.js';

export interface BuyerAct { readonly entitlementId: string; readonly milestoneId: string; readonly words?: string; readonly fileIds?: readonly string[]; readonly client: AccessClient }

export interface GivenBrief {
  readonly entitlementId: string;
  /** By the questions' ids. */
  readonly answers: Readonly<Record<string, string>>;
  /** Of those that were sent before. */
  readonly fileIds?: readonly string[];
  readonly client: AccessClient;
}

const questionsOf = statement('delivery.brief_questions', 'SELECT questions FROM delivery.commissions WHERE entitlement_id = $1');
const briefOf = statement('delivery.brief', 'SELECT answers FROM delivery.commissions WHERE entitlement_id = $1');
const workLeft = statement('delivery.is_work_left', `SELECT EXISTS (SELECT FROM delivery.milestones WHERE entitlement_id = $1 AND state NOT IN ('accepted', 'refunded', 'cancelled')) AS "isLeft"`);
const newestHandOver = statement('delivery.newest_hand_over', `SELECT id FROM delivery.milestone_notes WHERE milestone_id = $1 AND kind = 'handed_over' ORDER BY id DESC LIMIT 1`);
const giveBrief = statement('delivery.give_brief', 'UPDATE delivery.commissions SET answers = $2::jsonb, brief_given_at = $3 WHERE entitlement_id = $1');

/** What a buyer does about work that was bought: tells what is wanted, accepts a part, asks for changes, or disputes it. */
@Injectable()
export class BuyerActs {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /**
   * Work begins by it, so it is given once; the same again changes nothing.
   * @throws CommissionUnknown, BriefRefused, BriefGiven, BuyerFileUnknown, TooManyBuyerFiles, AccessNotReady, AccessSuspended, AccessExpired
   */
  async brief({ entitlementId, answers, fileIds = [], client }: GivenBrief): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockWork(tx, entitlementId, at);
      const { orderId, orderLineId: lineId, merchantId, briefGivenAt } = await lockCommission(tx, entitlementId);
      const given = await answersTo(tx, entitlementId, answers);
      if (briefGivenAt) {
        const [earlier] = await prepared<{ answers: object }>(tx, briefOf, [entitlementId]);
        if (isDeepStrictEqual(earlier?.answers, given) && (!fileIds.length || await areBriefFiles(tx, entitlementId, fileIds))) return;
        throw new BriefGiven();
      }
      await prepared(tx, giveBrief, [entitlementId, JSON.stringify(given), at]);
      await giveBuyerFiles(tx, entitlementId, fileIds, { noteId: null, at });
      await noteAccess(tx, { entitlementId, what: 'brief_given', client }, at);
      await this.outbox.publish(tx, briefWasGiven, { orderId, lineId, entitlementId, merchantId });
    });
  }

  /** Files that were forgotten, or come anew in the place of refused ones, while there is work left to do. @throws as `brief`, MilestoneActRefused */
  async addFiles(entitlementId: string, fileIds: readonly string[], client: AccessClient): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockWork(tx, entitlementId, at);
      const { orderId, orderLineId: lineId, merchantId, briefGivenAt } = await lockCommission(tx, entitlementId);
      const [{ isLeft } = { isLeft: false }] = await prepared<{ isLeft: boolean }>(tx, workLeft, [entitlementId]);
      if (!briefGivenAt || !isLeft) throw new MilestoneActRefused();
      if (!(await addBriefFiles(tx, entitlementId, fileIds, at))) return;
      await noteAccess(tx, { entitlementId, what: 'brief_given', client }, at);
      await this.outbox.publish(tx, briefFilesAdded, { orderId, lineId, entitlementId, merchantId });
    });
  }

  /**
   * Its share of the price goes to the merchant. What is accepted stays so. @param act.handOverId what the buyer has seen
   * @throws CommissionUnknown, MilestoneUnknown, MilestoneActRefused, HandOverOutdated, AccessNotReady, AccessSuspended, AccessExpired
   */
  async accept(act: BuyerAct & { readonly handOverId: string }): Promise<void> {
    await this.act(act, async (tx, held, at) => {
      const [newest] = await prepared<{ id: string }>(tx, newestHandOver, [held.milestone.id]);
      if (newest && newest.id !== act.handOverId) throw new HandOverOutdated({}, 'handOverId');
      if (held.milestone.state === 'accepted') return;
      await moveMilestone(tx, this.outbox, held, { kind: 'accepted', author: 'buyer', words: '', at });
      await noteAccess(tx, { entitlementId: act.entitlementId, what: 'milestone_accepted', subject: nameOf(held.milestone), client: act.client }, at);
    });
  }

  /** Asked again before they are made, it is one round. @throws as `accept`, NoRoundLeft, BuyerFileUnknown, TooManyBuyerFiles */
  async askForChanges(act: BuyerAct & { readonly words: string }): Promise<void> {
    await this.act(act, async (tx, held, at) => {
      if (held.milestone.state === 'changes_asked') return;
      if (held.milestone.state === 'handed_over' && held.milestone.roundsUsed >= held.work.changeRounds) throw new NoRoundLeft();
      const noteId = await moveMilestone(tx, this.outbox, held, { kind: 'changes_asked', author: 'buyer', words: act.words, at });
      await giveBuyerFiles(tx, act.entitlementId, act.fileIds ?? [], { noteId, at });
    });
  }

  /** An admin decides whose its share is. @throws as `askForChanges` */
  async dispute(act: BuyerAct & { readonly words: string }): Promise<void> {
    await this.act(act, async (tx, held, at) => {
      if (held.milestone.state === 'disputed') return;
      const noteId = await moveMilestone(tx, this.outbox, held, { kind: 'disputed', author: 'buyer', words: act.words, at });
      await giveBuyerFiles(tx, act.entitlementId, act.fileIds ?? [], { noteId, at });
    });
  }

  private async act({ entitlementId, milestoneId }: BuyerAct, work: (tx: Tx, held: { work: LockedCommission; milestone: LockedMilestone }, at: Date) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockWork(tx, entitlementId, at);
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
