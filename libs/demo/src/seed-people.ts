import { Injectable } from '@nestjs/common';
import { AddTeamMembers, CreatePeople, hashPassword, type NewPerson } from '@silkport/identity';
import type { DemoCluster } from './demo-content.js';
import { demoId } from './demo-ids.js';
import { demoAdminEmail, demoBuyerEmail, demoOwnerEmail, demoPassword } from './demo-people.js';

/** An owner for every merchant, an admin and a buyer. */
@Injectable()
export class SeedPeople {
  constructor(private readonly createPeople: CreatePeople, private readonly addTeamMembers: AddTeamMembers) {}

  /** @returns the admin's id */
  async run(clusters: readonly DemoCluster[]): Promise<string> {
    const passwordHash = await hashPassword(demoPassword);
    const person = { passwordHash, emailConfirmed: true } as const;
    const merchants = clusters.flatMap((cluster) => cluster.merchants);
    const owners = merchants.map(({ slug }): NewPerson => ({ ...person, email: demoOwnerEmail(slug), locale: 'zh-CN' }));
    const people: NewPerson[] = [...owners, { ...person, email: demoAdminEmail, locale: 'en', isAdmin: true }, { ...person, email: demoBuyerEmail, locale: 'ru' }];
    const ids = await this.createPeople.run(people);
    await this.addTeamMembers.run(merchants.map(({ slug }, index) => ({ personId: ids[index] ?? '', merchantId: demoId('merchant', slug), role: 'owner' })));
    return ids[merchants.length] ?? '';
  }
}
