import { isOffered } from '../files/reaching-assets.js';

/** SQL of whether there is what a line is used by: files, an API's plan, lessons, times. What is made for the buyer, or taken from a pool, is asked about elsewhere. @param line its alias, with `delivery_kind`, `product_id`, `variant_id` */
export function isSetUp(line: string): string {
  return `CASE ${line}.delivery_kind WHEN 'course' THEN EXISTS (SELECT FROM delivery.course_versions v WHERE v.product_id = ${line}.product_id)
    WHEN 'booking' THEN EXISTS (SELECT FROM delivery.session_plans s WHERE s.product_id = ${line}.product_id)
    WHEN 'api-access' THEN EXISTS (SELECT FROM delivery.api_plans p WHERE p.variant_id = ${line}.variant_id)
    ELSE ${line}.delivery_kind NOT IN (${kindsOfFiles}) OR EXISTS (SELECT FROM delivery.assets a WHERE a.product_id = ${line}.product_id AND ${isOffered('a')}) END`;
}

const kindsOfFiles = "'download', 'stream', 'data-set'";
