/** Takes from each cluster in turn, in the given order, so that no one place fills a shelf that is for all. */
export function spreadByCluster<Item extends { readonly clusterId: string }>(items: readonly Item[], wanted: number): Item[] {
  const queues = [...Map.groupBy(items, ({ clusterId }) => clusterId).values()];
  const rounds = Math.max(0, ...queues.map(({ length }) => length));
  const taken: Item[] = [];
  for (let round = 0; round < rounds && taken.length < wanted; round += 1) {
    for (const queue of queues) {
      const item = queue[round];
      if (item) taken.push(item);
    }
  }
  return taken.slice(0, wanted);
}
