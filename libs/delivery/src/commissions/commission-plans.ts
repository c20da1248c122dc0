import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import type { Granted } from '../entitlements/grant-lines.js';
import { briefDays } from './brief-days.js';
import { refuseUnworkable, spansOf, type CommissionPlanView } from './commission-plan.js';
import { defaultPlan } from './default-plan.js';

const columns = 'questions, milestones, accept_days AS "acceptDays", change_rounds AS "changeRounds"';
const one = statement('delivery.commission_plan', `SELECT ${columns} FROM delivery.commission_plans WHERE variant_id = $1`);
const write = statement('delivery.set_commission_plan', `
  INSERT INTO delivery.commission_plans (variant_id, product_id, merchant_id, questions, milestones, accept_days, change_rounds, set_at) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8)
  ON CONFLICT (variant_id) DO UPDATE SET questions = excluded.questions, milestones = excluded.milestones, accept_days = excluded.accept_days, change_rounds = excluded.change_rounds, set_at = excluded.set_at`);
const open = statement('delivery.open_commission', `
  INSERT INTO delivery.commissions (entitlement_id, order_id, order_line_id, product_id, merchant_id, questions, accept_days, change_rounds, brief_by)
  VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1 AS opened`);
const addMilestones = statement('delivery.open_milestones', `
  INSERT INTO delivery.milestones (id, entitlement_id, position, name, from_share, to_share, due_days, state, changed_at)
  SELECT m.id, $1, m.position, m.name, m.from_share, m.to_share, m.due_days, 'open', $3::timestamptz
  FROM jsonb_to_recordset($2::jsonb) AS m (id uuid, position int, name jsonb, from_share int, to_share int, due_days int)`);

/** How a merchant's work is ordered and paid for, by variant. */
@Injectable()
export class CommissionPlans {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The whole of it; what was bought goes on by the plan of its time. The caller has made sure that the variant is the merchant's. @throws CommissionPlanRefused */
  async set(plan: CommissionPlanView & { readonly variantId: string; readonly productId: string; readonly merchantId: string }): Promise<void> {
    refuseUnworkable(plan);
    await this.database.read(write, [plan.variantId, plan.productId, plan.merchantId, toJson(plan.questions), toJson(plan.milestones), plan.acceptDays, plan.changeRounds, this.clock.now()]);
  }

  async find(variantId: string): Promise<CommissionPlanView | undefined> {
    const [plan] = await this.database.read<CommissionPlanView>(one, [variantId]);
    return plan;
  }
}

/** Opens the work that was bought, by the plan of now, or the plain one. */
export async function openCommissions(tx: Tx, granted: readonly Granted[], now: Date): Promise<void> {
  for (const { entitlementId, orderId, lineId, productId, variantId, merchantId, deliveryKind } of granted) {
    if (deliveryKind !== 'commission') continue;
    const plan = (await prepared<CommissionPlanView>(tx, one, [variantId]))[0] ?? defaultPlan;
    const [opened] = await prepared(tx, open, [entitlementId, orderId, lineId, productId, merchantId, toJson(plan.questions), plan.acceptDays, plan.changeRounds, briefDays.endFrom(now)]);
    const spans = spansOf(plan.milestones);
    const rows = plan.milestones.map(({ name, dueDays }, at) => ({ id: newId(), position: at + 1, name, from_share: spans[at]?.from, to_share: spans[at]?.to, due_days: dueDays }));
    if (opened) await prepared(tx, addMilestones, [entitlementId, toJson(rows), now]);
  }
}
