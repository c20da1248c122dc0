import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { isOffered } from '../files/reaching-assets.js';
import { CourseChanged } from './course.errors.js';
import { outlineOf, type CourseModule, type WantedModule } from './course-outline.js';

export interface CourseChange {
  readonly productId: string;
  readonly merchantId: string;
  /** Null where no person did it. */
  readonly personId: string | null;
  /** The version that was changed; 0 of a course that is new. */
  readonly basedOn: number;
  readonly modules: readonly WantedModule[];
}

interface Current { version: number; modules: CourseModule[] }

const newest = statement('delivery.course_to_change', 'SELECT version, modules FROM delivery.course_versions WHERE product_id = $1 ORDER BY version DESC LIMIT 1');
const ids = statement('delivery.course_ids', `
  SELECT DISTINCT named #>> '{}' AS id FROM delivery.course_versions v, LATERAL (
    SELECT jsonb_path_query(v.modules, '$[*].id') AS named UNION ALL SELECT jsonb_path_query(v.modules, '$[*].lessons[*].id')) AS n WHERE product_id = $1`);
const files = statement('delivery.course_files', `SELECT a.id FROM delivery.assets a WHERE a.product_id = $1 AND ${isOffered('a')}`);
const write = statement('delivery.set_course', `
  INSERT INTO delivery.course_versions (product_id, version, merchant_id, modules, set_by, set_at) VALUES ($1, $2, $3, $4::jsonb, $5, $6) ON CONFLICT DO NOTHING RETURNING version`);

/** Sets what a course teaches, as a new version. What has its id stays what it was to learners who opened or completed it, also when it comes back later. */
@Injectable()
export class SetCourse {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The caller has made sure that the product is the merchant's. The same again makes no new version. @returns the version in force @throws CourseRefused, CourseChanged */
  async run({ productId, merchantId, personId, basedOn, modules: wanted }: CourseChange): Promise<number> {
    return this.database.transaction(async (tx) => {
      const [current = { version: 0, modules: [] }] = await prepared<Current>(tx, newest, [productId]);
      if (basedOn !== current.version) throw new CourseChanged({}, 'basedOn');
      const modules = outlineOf(wanted, { ids: await idsOf(tx, ids, productId), assetIds: await idsOf(tx, files, productId) });
      if (isDeepStrictEqual(JSON.parse(toJson(modules)), current.modules)) return current.version;
      const [written] = await prepared<{ version: number }>(tx, write, [productId, current.version + 1, merchantId, toJson(modules), personId, this.clock.now()]);
      if (!written) throw new CourseChanged({}, 'basedOn');
      return written.version;
    });
  }
}

async function idsOf(tx: Tx, of: typeof ids, productId: string): Promise<Set<string>> {
  const rows = await prepared<{ id: string }>(tx, of, [productId]);
  return new Set(rows.map(({ id }) => id));
}
