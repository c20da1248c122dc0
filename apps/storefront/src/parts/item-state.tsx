import type { EntitlementState } from '@silkport/delivery';
import type { Visitor } from '../visitor.js';

interface StateOf { readonly state: EntitlementState; readonly expiresAt: Date | null }

/** In a word where something bought stands, and until when; a sentence where it cannot be used. */
export function ItemState({ visitor, of: { state, expiresAt } }: { visitor: Visitor; of: StateOf }) {
  return (
    <>
      <p class="item-state"><span class={`tag state-${state}`}>{visitor.t(`item.state.${state}`)}</span>{state === 'active' && expiresAt ? <span class="hint"> {visitor.t('item.until', { date: visitor.date(expiresAt) })}</span> : null}</p>
      <StateSentence visitor={visitor} of={{ state, expiresAt }} />
    </>
  );
}

/** Nothing of what can be used. */
export function StateSentence({ visitor, of: { state, expiresAt } }: { visitor: Visitor; of: StateOf }) {
  if (state === 'active') return null;
  const sentence = state === 'expired' && expiresAt ? visitor.t('item.was_until', { date: visitor.date(expiresAt) }) : visitor.t(`receive.${state}`);
  return <p class={state === 'suspended' ? 'notice notice-wrong' : 'notice'}>{sentence}</p>;
}
