import { SeededRandom } from '../seeded-random.js';

export const PICTURE_SIZE = 32;

/** Mean, spread, mean step to the right neighbour, darkest value, and share of dark pixels of a grey picture (0..255), each scaled to about 0..1. */
function pictureFeatures(grey: ArrayLike<number>): number[] {
  const values = Array.from(grey, (value) => value / 255);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const steps = values.reduce((sum, value, index) => sum + (index % PICTURE_SIZE === 0 ? 0 : Math.abs(value - (values[index - 1] as number))), 0) / values.length;
  return [mean, spread * 4, steps * 6, Math.min(...values), values.filter((value) => value < mean - 0.2).length / values.length * 10];
}

/** A woven surface, with a dark scratch when `defect`. */
export function surfacePicture(random: SeededRandom, defect: boolean): Uint8Array {
  const light = random.between(150, 200);
  const pixels = Uint8Array.from({ length: PICTURE_SIZE ** 2 }, (_, at) => light + 10 * Math.sin(at % PICTURE_SIZE) + random.bell() * 6);
  if (!defect) return pixels;
  let [x, y] = [random.whole(2, 20), random.whole(2, 29)];
  for (let step = 0; step < 16; step += 1) {
    pixels[y * PICTURE_SIZE + x] = 40 + random.whole(0, 50);
    x = Math.min(31, x + 1);
    y = Math.max(0, Math.min(31, y + random.whole(-1, 1)));
  }
  return pixels;
}

export interface InspectionModel {
  weights: number[];
  bias: number;
  /** Share of right answers on pictures that were not used in training. */
  accuracy: number;
}

/** Trains a logistic regression on drawn surfaces; small enough to do it anew for each product. */
export function trainInspection(productId: string): InspectionModel {
  const random = new SeededRandom(`${productId}/model`);
  const cases = Array.from({ length: 160 }, (_, index) => ({ features: pictureFeatures(surfacePicture(random, index % 2 === 1)), defect: index % 2 }));
  const [training, held] = [cases.slice(0, 110), cases.slice(110)];
  const weights = [0, 0, 0, 0, 0];
  let bias = 0;
  const score = (features: readonly number[]): number => 1 / (1 + Math.exp(-features.reduce((sum, value, index) => sum + value * (weights[index] as number), bias)));
  for (let round = 0; round < 150; round += 1) {
    for (const { features, defect } of training) {
      const error = defect - score(features);
      for (const [index, value] of features.entries()) weights[index] = (weights[index] as number) + 0.3 * error * value;
      bias += 0.3 * error;
    }
  }
  return { weights, bias, accuracy: held.filter(({ features, defect }) => score(features) > 0.5 === (defect === 1)).length / held.length };
}
