/** What queries call a file by: `港口 Calls (2).csv` is `calls_2`; what has no Latin letter is `data`. Names that are taken get a number. */
export function tableNames(fileNames: readonly string[]): string[] {
  const taken = new Set<string>();
  return fileNames.map((fileName) => {
    const plain = fileName.replace(/\.[^.]+$/, '').normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '').slice(0, 50);
    const first = /^[a-z]/.test(plain) ? plain : plain ? `data_${plain}` : 'data';
    let name = first;
    for (let next = 2; taken.has(name); next += 1) name = `${first}_${next}`;
    taken.add(name);
    return name;
  });
}
