import { statement } from '@silkport/platform';
import { piecesHeld } from '../entitlements/pieces-held.js';
import { isAstray } from './quota-period.js';
import { soldPeriod, soldQuota, soldUnits } from './sold-terms.js';

/** A window goes on where a clock went back by less than an hour; one that lies further ahead was begun by a clock that was wrong, and would never end. */
const windowOf = (unit: 'second' | 'minute') => `CASE WHEN m.${unit}_at > $9::timestamptz + interval '1 hour' THEN date_trunc('${unit}', $9::timestamptz) ELSE greatest(m.${unit}_at, date_trunc('${unit}', $9::timestamptz)) END AS ${unit}_at`;

/**
 * Judges a call and counts it, in one statement. $1 prefix, $2 blinded hash, $3 its nonce, $4 product, $5 method and $6 path of a call that is
 * forwarded, $7 scope of one that is only asked about, $8 its units, $9 now, $10 country/region or empty.
 * The lock on the meter's row makes parallel calls count one after the other; a clock behind that of another process never turns a window back, unless that one was far off.
 * It does not wait for the disk: a power cut may forget the last half second of calls, in the buyer's favour; see docs/decisions/0017-api-access.md.
 */
export const admitCall = statement('delivery.admit_api_call', `
  WITH asked AS (
    SELECT c.id AS credential_id, c.last_used_at, e.id AS entitlement_id, e.order_id, e.buyer_country, p.variant_id, ${soldPeriod} AS quota_period, p.per_second, p.per_minute, p.upstream_url,
      (${soldQuota}) * ${piecesHeld('e')} AS quota, s.name AS scope, coalesce($8::bigint, ${soldUnits('s.name', 's.units')}) AS units,
      CASE
        WHEN c.revoked_at IS NOT NULL OR c.expires_at <= $9 THEN 'credential'
        WHEN e.product_id <> $4 THEN 'foreign'
        WHEN e.state = 'granted' THEN 'not_ready'
        WHEN e.state IN ('suspended', 'revoked') THEN 'suspended'
        WHEN e.state = 'expired' OR e.expires_at <= $9 THEN 'expired'
        WHEN s.name IS NULL OR s.name <> ALL (c.scopes) THEN 'scope'
      END AS refusal
    FROM delivery.api_credentials c JOIN delivery.entitlements e ON e.id = c.entitlement_id LEFT JOIN delivery.api_plans p ON p.variant_id = e.variant_id LEFT JOIN delivery.api_terms g ON g.entitlement_id = e.id
    LEFT JOIN LATERAL (
      SELECT r.name, r.units FROM jsonb_to_recordset(p.scopes) AS r (name text, methods text[], path text, units bigint)
      WHERE CASE WHEN $6::text IS NULL THEN r.name = coalesce($7::text, p.scopes->0->>'name')
        ELSE (lower($6) = lower(r.path) OR starts_with(lower($6), rtrim(lower(r.path), '/') || '/')) AND (r.methods @> ARRAY[$5::text] OR $5 = 'HEAD' AND r.methods @> ARRAY['GET']) END
      ORDER BY length(r.path) DESC, r.methods @> ARRAY[$5::text] DESC, r.name LIMIT 1) s ON true
    WHERE c.prefix = $1 AND sha256(c.secret_hash || $3::bytea) = $2::bytea),
  metered AS (
    UPDATE delivery.api_meters m SET (period_at, used_units, extra_units, second_at, second_calls, minute_at, minute_calls, outcome) = (
      SELECT t.period_at, w.used + o.is_through * q.from_quota, m.extra_units - o.is_through * (a.units - q.from_quota), t.second_at, w.seconds + o.is_through, t.minute_at, w.minutes + o.is_through, o.outcome
      FROM (SELECT CASE WHEN a.quota_period = 'purchase' THEN m.period_at WHEN ${isAstray('a.quota_period', '$9')} THEN date_trunc(a.quota_period, $9::timestamptz, 'UTC')
          ELSE greatest(m.period_at, date_trunc(a.quota_period, $9::timestamptz, 'UTC')) END AS period_at, ${windowOf('second')}, ${windowOf('minute')}) t,
        LATERAL (SELECT CASE WHEN t.period_at <> m.period_at THEN 0 ELSE m.used_units END AS used, CASE WHEN t.second_at <> m.second_at THEN 0 ELSE m.second_calls END AS seconds,
          CASE WHEN t.minute_at <> m.minute_at THEN 0 ELSE m.minute_calls END AS minutes) w,
        LATERAL (SELECT least(a.units, greatest(0, coalesce(a.quota - w.used, a.units))) AS from_quota) q,
        LATERAL (SELECT outcome, (outcome = 'through')::int AS is_through FROM (SELECT CASE
          WHEN a.units - q.from_quota > m.extra_units THEN 'quota' WHEN w.seconds >= a.per_second OR w.minutes >= a.per_minute THEN 'rate' ELSE 'through' END AS outcome) decided) o)
    FROM asked a WHERE a.refusal IS NULL AND m.entitlement_id = a.entitlement_id
    RETURNING m.entitlement_id, m.period_at, m.used_units, m.extra_units, m.second_at, m.second_calls, m.minute_at, m.minute_calls, m.outcome, old.extra_units - new.extra_units AS from_extra),
  counted AS (
    INSERT INTO delivery.api_usage AS u (entitlement_id, hour, scope, country, calls, units, refused)
    SELECT m.entitlement_id, date_trunc('hour', $9::timestamptz, 'UTC'), a.scope, $10, (m.outcome = 'through')::int, CASE WHEN m.outcome = 'through' THEN a.units ELSE 0 END, (m.outcome <> 'through')::int
    FROM metered m JOIN asked a USING (entitlement_id)
    ON CONFLICT (entitlement_id, hour, scope, country) DO UPDATE SET calls = u.calls + excluded.calls, units = u.units + excluded.units, refused = u.refused + excluded.refused),
  seen AS (
    UPDATE delivery.api_credentials c SET last_used_at = $9 FROM asked a WHERE c.id = a.credential_id AND a.refusal IS NULL AND (a.last_used_at IS NULL OR a.last_used_at < $9::timestamptz - interval '1 minute'))
  SELECT a.entitlement_id AS "entitlementId", a.order_id AS "orderId", a.refusal, a.scope, a.units::float8 AS units, a.quota::float8 AS quota, a.quota_period AS "quotaPeriod", a.per_second AS "perSecond",
    a.per_minute AS "perMinute", a.upstream_url AS "upstreamUrl", m.outcome, m.period_at AS "periodAt", m.used_units::float8 AS "usedUnits", m.extra_units::float8 AS "extraUnits",
    m.second_calls AS "secondCalls", m.minute_calls AS "minuteCalls", m.from_extra::float8 AS "fromExtra"
  FROM asked a LEFT JOIN metered m USING (entitlement_id), (SELECT set_config('synchronous_commit', 'off', true)) quick`);

/** Takes a counted call back, of a top-up that has joined another access meanwhile to that one. $1 entitlement, $2 the period it was counted in, $3 units of its quota, $4 units of top-ups, $5 now, $6 scope, $7 country/region or empty. */
export const giveCallBack = statement('delivery.give_api_call_back', `
  WITH returned AS (
    UPDATE delivery.api_meters SET used_units = CASE WHEN entitlement_id = $1 AND period_at = $2 THEN greatest(0, used_units - $3::bigint) ELSE used_units END,
      extra_units = extra_units + $4::bigint + CASE WHEN entitlement_id = $1 THEN 0 ELSE $3::bigint END
    WHERE entitlement_id = coalesce((SELECT target_id FROM delivery.api_top_ups WHERE entitlement_id = $1 AND target_id <> $1), $1))
  INSERT INTO delivery.api_usage AS u (entitlement_id, hour, scope, country, given_back, units) VALUES ($1, date_trunc('hour', $5::timestamptz, 'UTC'), $6, $7, 1, -($3::bigint + $4::bigint))
  ON CONFLICT (entitlement_id, hour, scope, country) DO UPDATE SET given_back = u.given_back + 1, units = u.units - $3::bigint - $4::bigint`);
