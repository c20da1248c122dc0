/**
 * The seats `e` that a line `period` of a subscription has paid for, and that run: those that were added are paid for by their own line, and what
 * began a period by all but those that were added within it.
 */
export const seatsOfPeriod = `delivery.subscription_lines granting JOIN delivery.entitlements e ON e.order_line_id = granting.order_line_id AND e.state NOT IN ('revoked', 'expired')
  LEFT JOIN delivery.seat_holders h ON h.entitlement_id = e.id
  WHERE granting.subscription_id = period.subscription_id
    AND CASE WHEN period.role = 'seats' THEN granting.order_line_id = period.order_line_id ELSE NOT (granting.role = 'seats' AND granting.paid_at >= period.paid_at) END`;
