import type { LicenceView } from '@silkport/delivery';
import { itemPath, type KeptItem } from '../held-items.js';
import { BoughtName } from '../parts/bought-name.js';
import { LicenceItem, type LicenceNotes } from '../parts/licence-item.js';
import { ReceivedKeys } from '../parts/received-keys.js';
import type { Visitor } from '../visitor.js';

/** A key and its machines, on a page of its own. */
export function LicencePage({ visitor, item, licence, notes }: { visitor: Visitor; item: KeptItem; licence: LicenceView; notes?: LicenceNotes }) {
  return (
    <div class="wrap buying order item">
      <p class="order-number quiet"><a href={visitor.link(itemPath(item))}>{visitor.t('licence.to_item')}</a></p>
      <section class="sheet received">
        <h1><BoughtName visitor={visitor} of={item.line} /></h1>
        <ReceivedKeys visitor={visitor} keys={[licence.key]} id={licence.id} heading="h2" />
      </section>
      <LicenceItem visitor={visitor} item={item} licence={licence} {...(notes ? { notes } : {})} />
    </div>
  );
}
