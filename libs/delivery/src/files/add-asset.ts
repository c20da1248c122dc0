import { Injectable } from '@nestjs/common';
import { AddAssets, type NewAsset } from './add-assets.js';

/** Adds one file to what buyers of a product receive, also those who bought it before. */
@Injectable()
export class AddAsset {
  constructor(private readonly addAssets: AddAssets) {}

  /**
   * @returns the asset's id
   * @throws AssetEmpty, FileNameRefused, ContentTypeRefused
   */
  async run(asset: NewAsset): Promise<string> {
    const [id] = await this.addAssets.run([asset]);
    if (!id) throw new Error('An asset was added without an id');
    return id;
  }
}
