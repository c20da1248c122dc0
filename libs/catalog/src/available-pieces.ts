/** SQL of how many pieces of a variant `v` of a product `p` are left: null where there is no limit; of a bundle those of the scarcest thing in it, none where one of them is off sale. */
export const available = `CASE WHEN p.delivery_kind = 'bundle'
      THEN CASE WHEN EXISTS (SELECT FROM catalog.bundle_items b JOIN catalog.variants iv ON iv.id = b.item_variant_id JOIN catalog.products ip ON ip.id = iv.product_id
          WHERE b.variant_id = v.id AND (ip.status <> 'published' OR iv.is_draft)) THEN 0 ELSE (SELECT min(i.available / h.pieces) FROM (SELECT item_variant_id, count(*)::int AS pieces FROM catalog.bundle_items WHERE variant_id = v.id GROUP BY 1) h JOIN catalog.stock i ON i.variant_id = h.item_variant_id) END
      ELSE (SELECT s.available FROM catalog.stock s WHERE s.variant_id = v.id) END`;
