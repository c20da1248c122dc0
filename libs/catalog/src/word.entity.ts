import { Entity, Index, PrimaryColumn } from 'typeorm';

/** A word that products are found by, folded: what a mistyped one is compared with. Words of withdrawn products stay; they lead to nothing. */
@Entity({ schema: 'catalog', name: 'words' })
@Index('words_similar', { synchronize: false })
export class Word {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'words_pkey' }) word: string;
}
