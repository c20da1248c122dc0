import { marketsOfGroup } from '@silkport/markets';
import data from '../data/withdrawal-rights.json' with { type: 'json' };

/**
 * `waivable`: lost once delivered, if the buyer asked for that with all three confirmations. `lost_on_delivery`: lost once delivered.
 * `pro_rata`: what was used is paid for; over once performed whole. `pro_rata_on_request`: the same where the buyer expressly asked that
 * it begins within the period; else nothing is owed for it, and performing it ends nothing. `applies`: for the whole period. `none`: there is no right.
 */
export type WithdrawalTreatment = 'waivable' | 'lost_on_delivery' | 'pro_rata' | 'pro_rata_on_request' | 'applies' | 'none';

/** A consumer's right to go back on an order, by the law of the market; from the table of withdrawal rights, whose confidence it keeps. */
export interface WithdrawalRule {
  /** Zero where there is no right. Goods: from receipt; everything else: from the contract. */
  readonly days: number;
  readonly digitalContent: WithdrawalTreatment;
  readonly service: WithdrawalTreatment;
  /** Whether the period of goods that come in several parcels begins with the last of the order, or with each (Directive 2011/83/EU, Art. 9 (2) (b)). */
  readonly parcels: 'last_piece' | 'each_piece';
  /** Whether a period that ends on a day off ends with the next working day (Regulation 1182/71, Art. 3 (4), and its like elsewhere). */
  readonly lastDay: 'working_day' | 'any_day';
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
