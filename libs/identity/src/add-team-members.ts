import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { TeamMember } from './team-member.entity.js';

export type NewTeamMember = Pick<TeamMember, 'personId' | 'merchantId' | 'role'>;

/** Lets people act for merchants. Somebody who is in the team already takes the new role. */
@Injectable()
export class AddTeamMembers {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @param members no person and merchant twice */
  async run(members: readonly NewTeamMember[]): Promise<void> {
    await this.database.transaction((tx) => tx.query(
      `INSERT INTO identity.team_members (person_id, merchant_id, role, joined_at)
       SELECT "personId", "merchantId", role, $2
       FROM json_to_recordset($1) AS given ("personId" uuid, "merchantId" uuid, role text) ORDER BY 1, 2
       ON CONFLICT (person_id, merchant_id) DO UPDATE SET role = excluded.role`,
      [JSON.stringify(members), this.clock.now()],
    ));
  }
}
