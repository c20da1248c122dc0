/**
 * SQL of how a machine `m` of a key with the terms `terms` stands at the instant `now`. A machine that misses its heartbeat is dead;
 * it loses its place only where places are floating, and one that is checked out is not listened to until its lease is over. Its
 * place is taken for as long as a licence file of it is good, whatever it does itself: nobody can call a file back.
 */
export function standingOf({ terms, now }: { readonly terms: string; readonly now: string }) {
  const heard = `greatest(m.seen_at + make_interval(mins => (${terms} ->> 'heartbeatMinutes')::int), m.leased_until)`;
  const isAlive = `(m.deactivated_at IS NULL AND coalesce(${terms} ->> 'heartbeatMinutes' IS NULL OR ${heard} > ${now}, true))`;
  const hasPlace = `(m.deactivated_at IS NULL AND (NOT coalesce((${terms} ->> 'isFloating')::boolean, false) OR ${isAlive}))`;
  const takesPlace = `(${hasPlace} OR coalesce(m.file_until > ${now}, false))`;
  return { isAlive, hasPlace, takesPlace, aliveUntil: `CASE WHEN ${terms} ->> 'heartbeatMinutes' IS NOT NULL THEN ${heard} END` };
}
