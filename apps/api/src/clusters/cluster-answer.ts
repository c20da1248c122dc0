import { ApiProperty } from '@nestjs/swagger';
import type { ClusterView, MerchantView } from '@silkport/clusters';
import { locales, translation, type Locale } from '@silkport/values';
import { MerchantAnswer, merchantAnswer } from './merchant-answer.js';

/** A place whose makers trade under one roof. */
export class ClusterAnswer {
  @ApiProperty({ example: 'jingdezhen' }) id: string;
  @ApiProperty({ example: 'industrial' }) kind: string;
  @ApiProperty({ description: 'Country/region, ISO 3166-1 alpha-2.', example: 'CN' }) country: string;
  @ApiProperty({ example: 'Jingdezhen Ceramics' }) name: string;
  @ApiProperty({ enum: locales, description: 'The language that the texts are really in.', example: 'en' }) nameLocale: Locale;
  @ApiProperty({ example: 'Jingdezhen' }) city: string;
  @ApiProperty({ example: 'Jiangxi' }) province: string;
  @ApiProperty({ example: 'A thousand years of porcelain' }) tagline: string;
  @ApiProperty({ example: 'The kilns have burnt since the Tang dynasty.' }) story: string;
  @ApiProperty({ type: [String], example: ['porcelain'] }) specialities: string[];
  @ApiProperty({ description: 'A year, as people write it.', example: '1004' }) knownSince: string;
  @ApiProperty({ description: 'Degrees north.', example: 29.27 }) latitude: number;
  @ApiProperty({ description: 'Degrees east.', example: 117.18 }) longitude: number;
  @ApiProperty({ type: 'integer', example: 4 }) merchantCount: number;
}

export class ClustersAnswer {
  @ApiProperty({ type: [ClusterAnswer] }) items: ClusterAnswer[];
}

export class ClusterWithMerchantsAnswer extends ClusterAnswer {
  @ApiProperty({ type: [MerchantAnswer] }) merchants: MerchantAnswer[];
}

export function clusterAnswer(cluster: ClusterView, locale: Locale): ClusterAnswer {
  const name = translation(cluster.name, locale);
  return {
    id: cluster.id, kind: cluster.kind, country: cluster.country, name: name.text, nameLocale: name.locale, city: translation(cluster.city, locale).text,
    province: translation(cluster.province, locale).text, tagline: translation(cluster.tagline, locale).text, story: translation(cluster.story, locale).text,
    specialities: cluster.specialities.map((speciality) => translation(speciality, locale).text), knownSince: cluster.knownSince,
    latitude: cluster.latitude, longitude: cluster.longitude, merchantCount: cluster.merchantCount,
  };
}

export function clusterWithMerchantsAnswer(cluster: ClusterView, merchants: readonly MerchantView[], locale: Locale): ClusterWithMerchantsAnswer {
  return { ...clusterAnswer(cluster, locale), merchants: merchants.map((merchant) => merchantAnswer(merchant, locale)) };
}
