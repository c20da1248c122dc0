/** SQL of how many pieces of a variant `v` of a product `p` are left: null where there is no limit; of a bundle those of the scarcest thing in it. */
export const available = `CASE WHEN p.delivery_kind = 'bundle'
      THEN (SELECT min(i.available / h.pieces) FROM (SELECT item_variant_id, count(*)::int AS pieces FROM catalog.bundle_items WHERE variant_id = v.id GROUP BY 1) h JOIN catalog.stock i ON i.variant_id = h.item_variant_id)
      ELSE (SELECT s.available FROM catalog.stock s WHERE s.variant_id = v.id) END`;
