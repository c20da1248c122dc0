import { spreadByCluster } from './spread-by-cluster.js';

const from = (clusterId: string, id: number) => ({ clusterId, id });

describe('spreadByCluster', () => {
  it('takes from each place in turn, in the given order', () => {
    const items = [from('yiwu', 1), from('yiwu', 2), from('yiwu', 3), from('wuxi', 4), from('cixi', 5), from('wuxi', 6)];
    expect(spreadByCluster(items, 5).map(({ id }) => id)).toEqual([1, 4, 5, 2, 6]);
  });

  it('gives what there is when it is less than wanted', () => {
    expect(spreadByCluster([from('yiwu', 1)], 12)).toEqual([from('yiwu', 1)]);
    expect(spreadByCluster([], 12)).toEqual([]);
  });
});
