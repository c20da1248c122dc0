/**
 * Events in rounds that name no order twice, so that the changes of a round are one row of a statement for each order. What comes
 * first of an order comes in an earlier round than what comes after it. Nearly always there is but one.
 */
export function inRounds<Event>(events: readonly Event[], orderOf: (event: Event) => string): Event[][] {
  const rounds: Event[][] = [];
  for (const ofOrder of Map.groupBy(events, orderOf).values()) for (const [round, event] of ofOrder.entries()) (rounds[round] ??= []).push(event);
  return rounds;
}
