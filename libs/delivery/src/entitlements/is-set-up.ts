/** SQL of whether its maker has set up what a bought course or session is used by. @param entitlement its alias */
export function isSetUp(entitlement: string): string {
  return `CASE ${entitlement}.delivery_kind WHEN 'course' THEN EXISTS (SELECT FROM delivery.course_versions v WHERE v.product_id = ${entitlement}.product_id)
    WHEN 'booking' THEN EXISTS (SELECT FROM delivery.session_plans s WHERE s.product_id = ${entitlement}.product_id) ELSE true END`;
}
