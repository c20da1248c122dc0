import { marketsOfGroup } from '@silkport/markets';
import data from './data/withdrawal-rights.json' with { type: 'json' };

/**
 * `waivable`: lost once delivered, if the buyer asked for that with all three confirmations. `lost_on_delivery`: lost once delivered.
 * `pro_rata`: what was used is paid for; over once performed whole. `applies`: for the whole period. `none`: there is no right.
 */
export type WithdrawalTreatment = 'waivable' | 'lost_on_delivery' | 'pro_rata' | 'applies' | 'none';

/** A consumer's right to go back on an order, by the law of the market; from the table of withdrawal rights, whose confidence it keeps. */
export interface WithdrawalRule {
  /** Zero where there is no right. Goods: from receipt; everything else: from the contract. */
  readonly days: number;
  readonly digitalContent: WithdrawalTreatment;
  readonly service: WithdrawalTreatment;
  readonly source: string;
}

interface StoredRule extends WithdrawalRule { readonly markets: string | readonly string[] }

const rules = new Map((data as readonly StoredRule[]).flatMap(({ markets, ...rule }) => codesOf(markets).map((code) => [code, rule] as const)));

/** Undefined where the table says nothing of a market: no right is known there. */
export function withdrawalRuleOf(country: string): WithdrawalRule | undefined {
  return rules.get(country);
}

function codesOf(markets: string | readonly string[]): readonly string[] {
  return typeof markets === 'string' ? marketsOfGroup(markets.slice('group:'.length)).map(({ code }) => code) : markets;
}
