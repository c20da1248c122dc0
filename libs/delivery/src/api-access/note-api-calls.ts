import { Injectable } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';

/** One row of the log for each hour and country/region: its id follows from them, so counting on is no second row. A clock that was far ahead for a moment does not hide the hours of now. */
const note = statement('delivery.note_api_calls', `
  WITH counted AS (
    UPDATE delivery.api_usage u SET noted_calls = calls FROM (
      SELECT entitlement_id, hour, scope, country FROM delivery.api_usage WHERE hour > least($1::timestamptz, (SELECT max(hour) FROM delivery.api_usage)) - interval '3 days' AND calls > noted_calls LIMIT 5000 FOR UPDATE SKIP LOCKED) w
    WHERE (u.entitlement_id, u.hour, u.scope, u.country) = (w.entitlement_id, w.hour, w.scope, w.country)
    RETURNING u.entitlement_id, u.hour, u.country, new.noted_calls - old.noted_calls AS more),
  summed AS (SELECT entitlement_id, hour, country, sum(more) AS more FROM counted GROUP BY 1, 2, 3)
  INSERT INTO delivery.accesses AS a (id, entitlement_id, what, subject, accessed_at, client_country, times)
  SELECT md5(concat_ws(' ', 'api_called', entitlement_id, hour AT TIME ZONE 'UTC', country))::uuid, entitlement_id, 'api_called', NULL, hour, nullif(country, ''), more FROM summed WHERE more > 0
  ON CONFLICT (id) DO UPDATE SET times = a.times + excluded.times`);

/** Puts calls into the log of accesses, by hour and country/region: proof for a bank that what was bought was used. */
@Injectable()
export class NoteApiCalls {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('* * * * *', 'delivery/note-api-calls')
  async run(): Promise<void> {
    await this.database.read(note, [this.clock.now()]);
  }
}
