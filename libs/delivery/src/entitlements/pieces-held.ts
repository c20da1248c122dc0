/** SQL: pieces of an entitlement that are still paid for; what counts by the piece counts these. @param e alias of `delivery.entitlements` */
export function piecesHeld(e: string): string {
  return `(${e}.quantity - ${e}.pieces_back)`;
}
