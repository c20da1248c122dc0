import type { EntitlementState } from '@silkport/delivery';
import type { Visitor } from '../visitor.js';

interface StateOf { readonly state: EntitlementState; readonly expiresAt: Date | null }

/** In a word where something bought stands, and until when. */
export function ItemState({ visitor, of: { state, expiresAt } }: { visitor: Visitor; of: StateOf }) {
  return (
    <p class="item-state"><span class={`tag state-${state}`}>{visitor.t(`item.state.${state}`)}</span>{state === 'active' && expiresAt ? <span class="hint"> {visitor.t('item.until', { date: visitor.date(expiresAt) })}</span> : null}</p>
  );
}

/** Why something cannot be used, in a sentence; nothing of what can. */
export function StateSentence({ visitor, of: { state, expiresAt } }: { visitor: Visitor; of: StateOf }) {
  if (state === 'active') return null;
  const sentence = state === 'expired' && expiresAt ? visitor.t('item.was_until', { date: visitor.date(expiresAt) }) : visitor.t(`receive.${state}`);
  return <p class={state === 'suspended' ? 'notice notice-wrong' : 'notice'}>{sentence}</p>;
}
